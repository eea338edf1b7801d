import {
  closedOn,
  type PartOfDay,
  partOfDay,
  PARTS_OF_DAY,
  type Schedule,
  type ScheduleDay,
} from '../../content/model/schedule.ts';
import SessionItem from './SessionItem.tsx';
import { dayHeading, spanInWords } from './session-words.ts';

/**
 * A hub's week: a row for each day, a column for each part of it. On a narrow screen the rows become lists;
 * the roles are written out because a browser forgets a table's own once its rows are no longer rows.
 */
export default function WeekTable({ schedule, hub, days, today }: Props) {
  const shown = days.filter(
    ({ date, occurrences }, index) => index < WORKING_DAYS || occurrences.length > 0 || closedOn(schedule, hub, date),
  );
  const parts = PARTS_OF_DAY.filter(
    (part) =>
      part !== 'evening' ||
      days.some(({ occurrences }) => occurrences.some(({ session }) => partOfDay(session.start) === part)),
  );
  return (
    <table className="week" role="table">
      <caption>{spanInWords(days.at(0)?.date ?? '', days.at(-1)?.date ?? '')}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            Day
          </th>
          {parts.map((part) => (
            <th key={part} scope="col" role="columnheader">
              {PART_WORDS[part]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {shown.map(({ date, occurrences }) => (
          <tr key={date} role="row">
            <th scope="row" role="rowheader">
              {keptTogether(dayHeading(date, today))}
            </th>
            {occurrences.length === 0 ? (
              <td role="cell" colSpan={parts.length} aria-colspan={parts.length} className="nothing">
                {closedWords(closedOn(schedule, hub, date))}
              </td>
            ) : (
              parts.map((part) => {
                const here = occurrences.filter(({ session }) => partOfDay(session.start) === part);
                return (
                  <td key={part} role="cell" className={here.length === 0 ? 'empty' : undefined}>
                    {here.length > 0 && (
                      <ul className="sessions">
                        {here.map((one) => (
                          <SessionItem key={one.session.id} schedule={schedule} occurrence={one} />
                        ))}
                      </ul>
                    )}
                  </td>
                );
              })
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The number stays with its month when a narrow column breaks the line. */
function keptTogether(day: string): string {
  return day.replace(/ (\S+)$/, '\u00a0$1');
}

function closedWords(reason: string | undefined): string {
  return reason === undefined ? 'Nothing on' : `Closed. ${reason}`;
}

const PART_WORDS: Record<PartOfDay, string> = { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' };
const WORKING_DAYS = 5;

type Props = { schedule: Schedule; hub: string; days: ScheduleDay[]; today?: string };
