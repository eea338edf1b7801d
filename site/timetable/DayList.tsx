import type { Occurrence, Schedule, ScheduleDay } from '../../content/model/schedule.ts';
import SessionItem from './SessionItem.tsx';
import { dayHeading, spanInWords } from './session-words.ts';

/** What is on, day by day. The same on paper, without script, and in the browser with the day's own date. */
export default function DayList({ schedule, days, today, awayOf }: Props) {
  const first = days.at(0)?.date;
  const last = days.at(-1)?.date;
  const closed = (date: string) => schedule.closed.filter((span) => span.from <= date && date <= span.to);
  return (
    <>
      <h2 id="week">{first !== undefined && last !== undefined && spanInWords(first, last)}</h2>
      {days.map(({ date, occurrences }) => (
        <section key={date} className="day" aria-labelledby={`day-${date}`}>
          <h3 id={`day-${date}`}>{dayHeading(date, today)}</h3>
          {closed(date).map((span) => (
            <p key={span.hub} className="closed-day">
              {schedule.hubs[span.hub]?.area ?? span.hub} is closed. {span.reason}
            </p>
          ))}
          {occurrences.length === 0 ? (
            <p className="nothing">Nothing on.</p>
          ) : (
            <ul className="sessions">
              {occurrences.map((one) => (
                <SessionItem key={one.session.id} schedule={schedule} occurrence={one} away={awayOf?.(one)} area />
              ))}
            </ul>
          )}
        </section>
      ))}
    </>
  );
}

type Props = {
  schedule: Schedule;
  days: ScheduleDay[];
  /** The day it is for whoever reads it; left out where that cannot be known. */
  today?: string;
  awayOf?: (one: Occurrence) => string | undefined;
};
