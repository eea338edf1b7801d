import { addDays, daysBetween } from '../../../content/model/day.ts';
import { weekdayOf } from '../../../content/schema/parts/weekday.ts';
import { Refused } from '../refused.ts';
import type { Fields } from '../store/merge.ts';

/*
 * What staff do to a timetable. Each takes the fields as they stand in the record's file and gives new ones
 * back, so that the same edit can be worked out again when somebody else was quicker. Pure.
 */

/** Adds a session, or puts it in the place of the one with its id. What only other screens change stays. */
export function putSession(timetable: Fields, session: Fields): Fields {
  const sessions = sessionsIn(timetable);
  const old = sessions.find(({ id }) => id === session.id);
  const kept = Object.fromEntries(
    ['except', 'cancelled', 'sequence'].flatMap((key) => (old?.[key] === undefined ? [] : [[key, old[key]]])),
  );
  const next = tidy({ ...kept, ...session });
  return { ...timetable, sessions: old ? sessions.map((one) => (one === old ? next : one)) : [...sessions, next] };
}

export function removeSession(timetable: Fields, id: string): Fields {
  needSession(timetable, id);
  return { ...timetable, sessions: sessionsIn(timetable).filter((session) => session.id !== id) };
}

/** Cancels one date. Families still see it, marked, with the reason. */
export function cancelDate(timetable: Fields, id: string, date: string, reason: string): Fields {
  return changeSession(timetable, id, (session) => {
    const others = cancelledIn(session).filter((one) => one.date !== date);
    return {
      ...session,
      cancelled: [...others, { date, reason }].sort((a, b) => String(a.date).localeCompare(String(b.date))),
    };
  });
}

/** Puts a cancelled date back on. */
export function restoreDate(timetable: Fields, id: string, date: string): Fields {
  return changeSession(timetable, id, (session) => ({
    ...session,
    cancelled: cancelledIn(session).filter((one) => one.date !== date),
  }));
}

/**
 * Makes the next term's timetable from this one. A session that ran the whole term runs the whole of the
 * next; one that began or ended inside it keeps its distance from the start. Single events, cancellations
 * and exceptions belong to the old term and are left behind.
 */
export function copyTerm(timetable: Fields, term: { name: string; from: string; to: string }): Fields {
  const oldFrom = String(timetable.from);
  const oldTo = String(timetable.to);
  const moved = daysBetween(oldFrom, term.from);
  const inside = (date: string) => (date < term.from ? term.from : date > term.to ? term.to : date);
  const sessions = sessionsIn(timetable)
    .filter((session) => session.every !== 'once')
    .map(({ except: _except, cancelled: _cancelled, sequence: _sequence, ...session }) => ({
      ...session,
      from: session.from === oldFrom ? term.from : inside(addDays(String(session.from), moved)),
      to: session.to === oldTo ? term.to : inside(addDays(String(session.to), moved)),
    }));
  const { closed: _closed, checked: _checked, sessions: _sessions, ...rest } = timetable;
  return { ...rest, name: term.name, from: term.from, to: term.to, sessions };
}

/** An id that no session of these has: the group's name, then with the day, then with a number. */
export function newSessionId(taken: Iterable<Fields>, group: string, day: string): string {
  const used = new Set([...taken].map(({ id }) => id));
  const base = group.slice(0, 70);
  const names = [base, `${base}-${day}`, ...Array.from({ length: 500 }, (_, index) => `${base}-${day}-${index + 2}`)];
  return names.find((name) => !used.has(name)) ?? `${base}-${Date.now()}`;
}

/** A single event stands on its own day. */
export function asEvent(session: Fields): Fields {
  return session.every === 'once' ? { ...session, to: session.from, day: weekdayOf(String(session.from)) } : session;
}

export function sessionsIn(timetable: Fields | undefined): Fields[] {
  return Array.isArray(timetable?.sessions) ? (timetable.sessions as Fields[]) : [];
}

export function needSession(timetable: Fields, id: string): Fields {
  const session = sessionsIn(timetable).find((one) => one.id === id);
  if (!session)
    throw new Refused('not-found', 'That session is no longer in the timetable. Somebody may have taken it out.');
  return session;
}

function changeSession(timetable: Fields, id: string, change: (session: Fields) => Fields): Fields {
  const old = needSession(timetable, id);
  return {
    ...timetable,
    sessions: sessionsIn(timetable).map((session) => (session === old ? tidy(change(session)) : session)),
  };
}

function cancelledIn(session: Fields): Fields[] {
  return Array.isArray(session.cancelled) ? (session.cancelled as Fields[]) : [];
}

/** In the order people read it, and without what says nothing, so that a file shows only what was decided. */
function tidy(session: Fields): Fields {
  const says = (value: unknown) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
  const keys = [...new Set([...ORDER, ...Object.keys(session)])];
  return Object.fromEntries(
    keys.flatMap((key) =>
      says(session[key]) && !(key === 'every' && session[key] === 'week') ? [[key, session[key]]] : [],
    ),
  );
}

const ORDER = [
  'id',
  'group',
  'title',
  'venue',
  'room',
  'leader',
  'day',
  'start',
  'end',
  'every',
  'from',
  'to',
  'minimum_age',
  'maximum_age',
  'booking',
  'capacity_note',
  'note',
  'except',
  'cancelled',
  'bank_holidays',
  'school_holidays',
  'sequence',
];
