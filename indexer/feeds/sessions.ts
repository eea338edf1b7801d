import type { Directory } from '../../content/model/directory.ts';
import { visibleOn } from '../../content/model/freshness.ts';
import { datesOf, daysOff, ruleDates } from '../../content/model/timetable.ts';
import type { Calendar } from '../../content/schema/calendar.ts';
import type { Identified } from '../../content/schema/records.ts';
import type { Session, Timetable } from '../../content/schema/timetable.ts';

/**
 * The sessions that data may show: of groups that publish their dates, in places that are not secret, in
 * timetables that families can see. Who leads a session is for staff and is left out.
 *
 * @param directory the directory, which already lacks whatever must not be seen
 */
export function publicSessions(
  directory: Directory,
  timetables: readonly Identified<Timetable>[],
  calendars: readonly Calendar[],
): PublicSession[] {
  const groups = new Map(directory.groups.filter((group) => group.publish_dates).map((group) => [group.id, group]));
  const venues = new Set(directory.venues.map((venue) => venue.id));
  const off = daysOff(calendars);

  return timetables
    .filter((timetable) => visibleOn(timetable, directory.today))
    .flatMap((timetable) =>
      timetable.sessions.flatMap((session) => {
        const group = groups.get(session.group);
        if (!group || (session.venue !== undefined && !venues.has(session.venue))) return [];
        return [
          {
            id: `${timetable.id}/${session.id}`,
            hub: timetable.hub,
            group: group.id,
            name: session.title ?? group.name,
            venue: session.venue,
            day: session.day,
            start: session.start,
            end: session.end,
            every: session.every,
            from: session.from,
            to: session.to,
            not_on: notOn(session, timetable, off),
          },
        ];
      }),
    );
}

/** Dates of its rule on which it does not happen: exceptions, closed days, holidays and cancellations. */
function notOn(session: Session, timetable: Timetable, off: ReturnType<typeof daysOff>): string[] {
  const happens = new Set(
    datesOf(session, timetable, off).flatMap(({ date, cancelled }) => (cancelled === undefined ? [date] : [])),
  );
  return ruleDates(session).filter((date) => !happens.has(date));
}

export type PublicSession = {
  /** The timetable's id and the session's own, such as 'north-autumn/play-tuesday'. */
  id: string;
  hub: string;
  group: string;
  name: string;
  venue: string | undefined;
  day: Session['day'];
  start: string;
  end: string;
  every: Session['every'];
  from: string;
  to: string;
  not_on: string[];
};
