import { dayInWords } from '../../content/model/day.ts';
import { paths } from '../../content/model/paths.ts';
import type { Schedule } from '../../content/model/schedule.ts';

/** Said instead of a list of empty days once the last published date has gone by, with who can tell what is on. */
export default function NoDates({ schedule }: { schedule: Schedule }) {
  const last = schedule.sessions
    .map(({ dates }) => dates.at(-1) ?? '')
    .sort()
    .at(-1);
  const sample = schedule.sessions.some((session) => session.sample);
  return (
    <div className="no-dates">
      <h2 id="week">No dates are published from today on</h2>
      {last !== undefined && (
        <p>
          The last date {sample ? 'in the sample timetable' : 'that the hubs published'} was{' '}
          {dayInWords(last, { year: true })}. It does not mean that nothing is on. Ring a hub and ask:
        </p>
      )}
      {last === undefined && <p>It does not mean that nothing is on. Ring a hub and ask:</p>}
      <ul className="dates">
        {Object.entries(schedule.hubs).map(([id, { name }]) => (
          <li key={id}>
            <a href={paths.hub(id)}>{name}</a>
          </li>
        ))}
      </ul>
      <p>
        Or see <a href={paths.groups}>all groups and courses</a>.
      </p>
    </div>
  );
}
