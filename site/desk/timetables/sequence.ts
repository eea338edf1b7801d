import { isDeepStrictEqual } from 'node:util';
import type { Fields } from '../store/merge.ts';

/**
 * Counts a change in each session that differs from what families see. Calendars on phones take a change
 * only when this number has grown (SEQUENCE, RFC 5545 section 3.8.7.4).
 *
 * @param published the timetable as families see it, or undefined when it is new
 * @param next the timetable about to be published
 */
export function countChanges(published: Fields | undefined, next: Fields): Fields {
  const before = new Map(sessionsOf(published).map((session) => [session.id, session]));
  const sessions = sessionsOf(next).map((session) => {
    const old = before.get(session.id);
    const count = Number(old?.sequence ?? 0);
    const changed = old !== undefined && !isDeepStrictEqual(withoutCount(old), withoutCount(session));
    const sequence = old === undefined ? Number(session.sequence ?? 0) : count + (changed ? 1 : 0);
    return sequence === 0 ? withoutCount(session) : { ...session, sequence };
  });
  return { ...next, sessions };
}

function sessionsOf(timetable: Fields | undefined): Fields[] {
  return Array.isArray(timetable?.sessions) ? (timetable.sessions as Fields[]) : [];
}

function withoutCount({ sequence: _sequence, ...session }: Fields): Fields {
  return session;
}
