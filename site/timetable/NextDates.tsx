import { dayInWords } from '../../content/model/day.ts';
import { paths } from '../../content/model/paths.ts';
import type { Occurrence, Schedule } from '../../content/model/schedule.ts';
import { sessionWords } from './session-words.ts';

/** The next dates of a group or at a venue, soonest first, under each hub area. */
export default function NextDates({ schedule, occurrences, most, of }: Props) {
  const hubs = Object.keys(schedule.hubs).filter((hub) => occurrences.some(({ session }) => session.hub === hub));
  if (hubs.length === 0) return <p>No more dates are published yet. Ask the hub when the next ones are.</p>;
  return (
    <>
      {hubs.map((hub) => (
        <section key={hub} className="next-dates">
          <h3>{schedule.hubs[hub]?.area}</h3>
          <ul className="dates">
            {occurrences
              .filter(({ session }) => session.hub === hub)
              .slice(0, most)
              .map((one) => {
                const words = sessionWords(schedule, one);
                return (
                  <li
                    key={`${one.session.id} ${one.date}`}
                    className={words.cancelled === undefined ? undefined : 'cancelled'}
                  >
                    <strong className="times">
                      {dayInWords(one.date)}, {words.times}
                    </strong>
                    {of === 'venue' && (
                      <>
                        {': '}
                        <a href={words.path}>{words.title}</a>
                      </>
                    )}
                    {of === 'group' && (
                      <>
                        {'. '}
                        {words.placePath === undefined ? words.place : <a href={words.placePath}>{words.place}</a>}
                      </>
                    )}
                    {words.cancelled !== undefined && (
                      <span className="off">
                        {' '}
                        <strong>Cancelled.</strong> {words.cancelled}
                      </span>
                    )}
                  </li>
                );
              })}
          </ul>
          <p>
            <a href={paths.timetable(hub)}>All of the week in {schedule.hubs[hub]?.area}</a>
          </p>
        </section>
      ))}
    </>
  );
}

type Props = {
  schedule: Schedule;
  /** In order of time. */
  occurrences: Occurrence[];
  /** How many of each hub area. */
  most: number;
  of: 'group' | 'venue';
};
