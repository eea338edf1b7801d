import type { Calendar } from '../schema/calendar.ts';
import type { Group } from '../schema/group.ts';
import type { Hub } from '../schema/hub.ts';
import type { Identified } from '../schema/records.ts';
import type { Session, Timetable } from '../schema/timetable.ts';
import type { Venue } from '../schema/venue.ts';
import { addDays } from './day.ts';
import type { Schedule, ScheduledSession } from './schedule.ts';
import { datesOf, daysOff } from './timetable.ts';

/**
 * Makes the schedule that families see. This is the one place where a timetable becomes public, so what
 * must not be seen is left out here, whatever the checks before it let through: groups whose dates are
 * never published, confidential venues with every session in them, staff names, drafts.
 *
 * @param today the day to build for (YYYY-MM-DD); timetables that ended more than a week before are left out
 */
export function buildSchedule(parts: ScheduleParts): Schedule {
  const { today } = parts;
  const off = daysOff(parts.calendars);
  const hubs = byId(parts.hubs);
  const groups = byId(parts.groups.filter((group) => group.publish_dates && group.status === 'published'));
  const secret = new Set(parts.venues.filter((venue) => venue.confidential).map(({ id }) => id));
  const venues = byId(parts.venues.filter((venue) => !venue.confidential && venue.status === 'published'));
  const timetables = parts.timetables.filter(
    (one) => one.status === 'published' && hubs.has(one.hub) && one.to >= addDays(today, -DAYS_KEPT),
  );

  const sessions = timetables.flatMap((timetable) =>
    timetable.sessions.flatMap((session) => {
      const group = groups.get(session.group);
      if (!group || (session.venue !== undefined && secret.has(session.venue))) return [];
      const dates = datesOf(session, timetable, off);
      if (dates.length === 0) return [];
      const venue = session.venue !== undefined && venues.has(session.venue) ? session.venue : undefined;
      return [scheduled(session, timetable, group, venue, dates)];
    }),
  );
  const used = <K extends 'group' | 'venue' | 'hub'>(field: K) => new Set(sessions.map((session) => session[field]));

  return {
    made: today,
    groups: pick(groups, used('group'), ({ name, needs }) => ({ name, needs })),
    venues: pick(venues, used('venue'), publicVenue),
    hubs: pick(hubs, new Set(hubs.keys()), ({ name, area }) => ({ name, area })),
    closed: timetables.flatMap((timetable) =>
      timetable.closed.map(({ from, to, reason }) => ({ hub: timetable.hub, from, to: to ?? from, reason })),
    ),
    sessions,
  };
}

function scheduled(
  session: Session,
  timetable: Identified<Timetable>,
  group: Group,
  venue: string | undefined,
  dates: { date: string; cancelled?: string }[],
): ScheduledSession {
  const ownAges = session.minimum_age !== undefined || session.maximum_age !== undefined;
  const { minimum_age, maximum_age } = ownAges ? session : group;
  return {
    id: `${timetable.id}.${session.id}`,
    hub: timetable.hub,
    group: session.group,
    ...given('title', session.title),
    ...given('venue', venue),
    ...given('room', venue === undefined ? undefined : session.room),
    start: session.start,
    end: session.end,
    every: session.every,
    ...given('minimum_age', minimum_age),
    ...given('maximum_age', maximum_age),
    access: session.booking === undefined ? group.access : [session.booking],
    ...given('capacity_note', session.capacity_note),
    ...given('note', session.note),
    sample: timetable.demonstration,
    sequence: session.sequence,
    stamp: timetable.checked ?? timetable.from,
    dates: dates.map(({ date }) => date),
    cancelled: dates.flatMap(({ date, cancelled }) => (cancelled === undefined ? [] : [{ date, reason: cancelled }])),
  };
}

function publicVenue(venue: Venue) {
  const address = [venue.address_1, venue.city].filter((line) => line !== undefined).join(', ');
  return {
    name: venue.name,
    ...given('address', address === '' ? undefined : address),
    ...given('postcode', venue.postal_code),
    ...given('position', venue.position),
  };
}

function given<K extends string, V>(field: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [field]: value } as Partial<Record<K, V>>);
}

function byId<T extends { id: string }>(list: readonly T[]): Map<string, T> {
  return new Map(list.map((record) => [record.id, record]));
}

function pick<T, R>(
  all: ReadonlyMap<string, T>,
  ids: ReadonlySet<string | undefined>,
  as: (one: T) => R,
): Record<string, R> {
  return Object.fromEntries([...all].filter(([id]) => ids.has(id)).map(([id, record]) => [id, as(record)]));
}

/** A timetable stays for a week after its last day, so that somebody who looks late sees that it is over. */
const DAYS_KEPT = 7;

/** Records that may be seen today. Venues come whole, so that sessions in confidential ones can be left out. */
export type ScheduleParts = {
  timetables: readonly Identified<Timetable>[];
  calendars: readonly Calendar[];
  hubs: readonly Identified<Hub>[];
  groups: readonly Identified<Group>[];
  venues: readonly Identified<Venue>[];
  today: string;
};
