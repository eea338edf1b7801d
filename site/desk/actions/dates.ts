import { datesOf, daysOff } from '../../../content/model/timetable.ts';
import type { Desk } from '../desk.ts';
import type { Person } from '../people/roles.ts';
import { Refused } from '../refused.ts';
import { sayings } from '../timetables/changes.ts';
import { openTimetable } from './timetables.ts';

/** The dates of one session that are still to come, for the page that cancels one. */
export async function openDates(
  desk: Desk,
  person: Person | undefined,
  id: string,
  session: string,
): Promise<OpenDates> {
  const { published, name, timetable } = await openTimetable(desk, person, id);
  const found = timetable?.sessions.find((one) => one.id === session);
  if (!timetable || !found) throw new Refused('not-found', 'That session is no longer in the timetable.');
  const say = sayings(published.records);
  const dates = datesOf(found, timetable, daysOff(published.records.calendar)).filter(
    ({ date }) => date >= desk.today(),
  );
  return { title: say.title(found), when: say.when(found), name, dates };
}

export type OpenDates = { title: string; when: string; name: string; dates: { date: string; cancelled?: string }[] };
