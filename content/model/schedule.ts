import type { ACCESS } from '../schema/parts/help.ts';
import type { Position } from '../schema/parts/place.ts';
import type { Every } from '../schema/timetable.ts';
import { addDays, clockInWords, dayInWords, daysBetween, momentIn, type Moment } from './day.ts';

/*
 * The schedule: what families may see of all timetables, with every date written out. The build makes it
 * (schedule-build.ts); pages, calendars, the search and the visitor's browser only ask it questions. It is
 * served as it stands at paths.schedule, so nothing secret and no staff name is ever put into it.
 */

/**
 * What happens from one day to another, both included, in order of time. Cancelled ones are in it and marked.
 *
 * @param wanted which sessions; every one when left out
 */
export function occurrencesBetween<S extends Meeting>(
  schedule: { sessions: readonly S[] },
  from: string,
  to: string,
  wanted: (session: S) => boolean = () => true,
): Occurrence<S>[] {
  return schedule.sessions
    .filter(wanted)
    .flatMap((session) =>
      session.dates.filter((date) => from <= date && date <= to).map((date) => occurrenceOf(session, date)),
    )
    .sort(inOrderOfTime);
}

/** What has not ended yet, in order of time, to the end of the schedule. */
export function comingUp<S extends Meeting>(
  schedule: { sessions: readonly S[] },
  now: Moment,
  wanted: (session: S) => boolean = () => true,
): Occurrence<S>[] {
  return occurrencesBetween(schedule, now.date, '9999-12-31', wanted).filter((one) => !isOver(one, now));
}

/**
 * The next time a group meets that is not cancelled and not over, or undefined when no date is known.
 * `words` are for a search result: 'Tuesday 10am'.
 *
 * @param hub only in this hub area
 */
export function nextSession(schedule: Schedule, group: string, now: Date, hub?: string): NextSession | undefined {
  const moment = momentIn(now);
  const next = comingUp(
    schedule,
    moment,
    (session) => session.group === group && (hub === undefined || session.hub === hub),
  ).find((one) => one.cancelled === undefined);
  return next && { ...next, words: whenInWords(next, moment) };
}

/**
 * The next time a group begins anew: the first date of a run that is not cancelled and not over. Undefined
 * when none is known. Every date of a one-off event is a beginning.
 *
 * @param hub only in this hub area
 */
export function nextStart(schedule: Schedule, group: string, now: Date, hub?: string): Occurrence | undefined {
  return comingUp(
    schedule,
    momentIn(now),
    (session) => session.group === group && (hub === undefined || session.hub === hub),
  ).find((one) => one.date === startOf(one.session));
}

/** The first date of a run that is not cancelled. */
export function startOf({ dates, cancelled }: Meeting): string | undefined {
  return dates.find((date) => !cancelled.some((one) => one.date === date));
}

/** 'On now, until 11am', 'Today 10am', 'Tomorrow 10am', 'Tuesday 10am', 'Tuesday 8 December, 10am'. */
export function whenInWords({ session, date }: Occurrence<Meeting>, now: Moment): string {
  const away = daysBetween(now.date, date);
  const start = clockInWords(session.start);
  if (away === 0 && session.start <= now.time && now.time < session.end) {
    return `On now, until ${clockInWords(session.end)}`;
  }
  if (away === 0) return `Today ${start}`;
  if (away === 1) return `Tomorrow ${start}`;
  if (away > 1 && away < 7) return `${dayInWords(date).split(' ')[0] ?? ''} ${start}`;
  return `${dayInWords(date)}, ${start}`;
}

/** True once a session has ended. */
export function isOver({ session, date }: Occurrence<Meeting>, now: Moment): boolean {
  return date < now.date || (date === now.date && session.end <= now.time);
}

/** The seven days from a day on, each with what happens in it. Empty days are there too. */
export function daysFrom(first: string, count: number, occurrences: Occurrence[]): ScheduleDay[] {
  return Array.from({ length: count }, (_, index) => {
    const date = addDays(first, index);
    return { date, occurrences: occurrences.filter((one) => one.date === date) };
  });
}

/** Why a hub is closed on a day, or undefined. */
export function closedOn(schedule: Schedule, hub: string, date: string): string | undefined {
  return schedule.closed.find((span) => span.hub === hub && span.from <= date && date <= span.to)?.reason;
}

/** What a session is called: its own name, or its group's. */
export function titleOf(schedule: Schedule, session: ScheduledSession): string {
  return session.title ?? schedule.groups[session.group]?.name ?? session.group;
}

/** Morning ends at noon and afternoon at 5pm. */
export function partOfDay(time: string): PartOfDay {
  if (time < '12:00') return 'morning';
  return time < '17:00' ? 'afternoon' : 'evening';
}

function occurrenceOf<S extends Meeting>(session: S, date: string): Occurrence<S> {
  const reason = session.cancelled.find((one) => one.date === date)?.reason;
  return { session, date, ...(reason !== undefined && { cancelled: reason }) };
}

function inOrderOfTime(a: Occurrence<Meeting>, b: Occurrence<Meeting>): number {
  return (
    compare(a.date, b.date) ||
    compare(a.session.start, b.session.start) ||
    compare(a.session.end, b.session.end) ||
    compare(a.session.id, b.session.id)
  );
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export const PARTS_OF_DAY = ['morning', 'afternoon', 'evening'] as const;
export type PartOfDay = (typeof PARTS_OF_DAY)[number];
type Access = (typeof ACCESS)[number];
type Ages = { minimum_age?: number; maximum_age?: number };

export type Schedule = {
  /** The day it was made (YYYY-MM-DD). */
  made: string;
  groups: Record<string, { name: string; needs: string[] }>;
  venues: Record<string, { name: string; address?: string; postcode?: string; position?: Position }>;
  hubs: Record<string, { name: string; area: string }>;
  closed: { hub: string; from: string; to: string; reason: string }[];
  sessions: ScheduledSession[];
};

export type ScheduledSession = Ages & {
  /** Timetable and session, 'keighley-autumn.stay-and-play': the same for as long as the session lives. */
  id: string;
  hub: string;
  group: string;
  title?: string;
  /** An id in `venues`; missing while the place is to be confirmed. */
  venue?: string;
  room?: string;
  /** Times on the wall clock in the United Kingdom, HH:MM. */
  start: string;
  end: string;
  every: Every;
  access: Access[];
  capacity_note?: string;
  note?: string;
  /** True for a sample: not a real session. Every view says so. */
  sample: boolean;
  sequence: number;
  /** The day its timetable was last checked, or begins. */
  stamp: string;
  /** Every date it runs or was going to run, in order. */
  dates: string[];
  cancelled: { date: string; reason: string }[];
};

/** What must be known of a session to say when it is. The search carries little more. */
export type Meeting = Pick<ScheduledSession, 'id' | 'hub' | 'group' | 'start' | 'end' | 'dates' | 'cancelled'>;

/** One session on one day. */
export type Occurrence<S extends Meeting = ScheduledSession> = { session: S; date: string; cancelled?: string };
export type NextSession = Occurrence & { words: string };
export type ScheduleDay = { date: string; occurrences: Occurrence[] };
