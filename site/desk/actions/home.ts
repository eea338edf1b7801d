import { addDays, momentIn } from '../../../content/model/day.ts';
import { datesOf, daysOff } from '../../../content/model/timetable.ts';
import type { Desk } from '../desk.ts';
import { allow, may, type Person } from '../people/roles.ts';
import { sayings } from '../timetables/changes.ts';
import { stillRightQueue } from './entries.ts';
import { listTimetables, type TimetableLine } from './timetables.ts';
import { countWordsToAdd } from './words.ts';

/** How many days of sessions the home page shows, so that the one to cancel is at hand. */
const DAYS = 8;

/** What needs a person today: what waits to be published, what is on soon, what nobody has checked. */
export async function openHome(desk: Desk, person: Person | undefined): Promise<Home> {
  allow(person, 'see a timetable', person?.hub === undefined ? [] : [person.hub]);
  const published = await desk.content.published();
  const { records } = published;
  const today = desk.today();
  const timetables = await listTimetables(desk, person);
  const queue = await stillRightQueue(desk, person);
  const jobs = (await desk.publisher.queue.all())
    .filter((job) => job.by.email === person.email)
    .slice(-3)
    .reverse();

  const say = sayings(records);
  const off = daysOff(records.calendar);
  const now = momentIn(desk.now());
  const soon = records.timetable
    .filter((one) => one.status === 'published' && may(person, 'publish a timetable', [one.hub]))
    .flatMap((timetable) =>
      timetable.sessions.flatMap((session) =>
        datesOf(session, timetable, off)
          .filter(
            ({ date }) =>
              today <= date && date < addDays(today, DAYS) && !(date === now.date && session.end <= now.time),
          )
          .map(({ date, cancelled }) => ({
            timetable: timetable.id,
            hub: timetable.hub,
            session: session.id,
            title: say.title(session),
            start: session.start,
            end: session.end,
            place: say.place(session),
            date,
            cancelled,
          })),
      ),
    )
    .sort(
      (a, b) =>
        a.date.localeCompare(b.date) || a.start.localeCompare(b.start) || a.title.localeCompare(b.title, 'en-GB'),
    );

  const hubs = records.hub
    .filter((hub) => may(person, 'see a timetable', [hub.id]))
    .map(({ id, name, area }) => ({ id, name, area }));
  const words = may(person, 'add words') && records.council.learning.on ? await countWordsToAdd(desk) : undefined;
  return { today, hubs, timetables, soon, queue: { count: queue.length, first: queue.slice(0, 5) }, jobs, words };
}

export type Soon = {
  timetable: string;
  hub: string;
  session: string;
  title: string;
  start: string;
  end: string;
  place: string;
  date: string;
  cancelled: string | undefined;
};
export type Home = {
  today: string;
  hubs: { id: string; name: string; area: string }[];
  timetables: TimetableLine[];
  soon: Soon[];
  queue: { count: number; first: Awaited<ReturnType<typeof stillRightQueue>> };
  jobs: Awaited<ReturnType<Desk['publisher']['queue']['all']>>;
  /** How many texts wait on 'Words to add', or undefined for those who may not, or where the council does not learn. */
  words: number | undefined;
};
