import type { Identified } from '../schema/records.ts';
import type { Session, Timetable } from '../schema/timetable.ts';
import { datesOf, type DaysOff } from './timetable.ts';

/**
 * Pairs of sessions that are at the same time in one room, or led by one person. A cancelled session leaves
 * its room and its leader free.
 *
 * - `room`: both name the same room of the same venue. It cannot be so.
 * - `venue`: the same venue, and one or both do not say which room. It may be so.
 * - `leader`: the same name at the same time.
 *
 * @returns each pair once, with the dates, in order of the first
 */
export function findClashes(timetables: readonly Identified<Timetable>[], off: DaysOff): Clash[] {
  const byDate = new Map<string, Placed[]>();
  for (const timetable of timetables) {
    timetable.sessions.forEach((session, index) => {
      for (const { date, cancelled } of datesOf(session, timetable, off)) {
        if (cancelled !== undefined) continue;
        const placed = byDate.get(date) ?? [];
        placed.push({ timetable: timetable.id, index, session });
        byDate.set(date, placed);
      }
    });
  }
  const clashes = new Map<string, Clash>();
  for (const [date, placed] of [...byDate].sort(([a], [b]) => a.localeCompare(b))) {
    placed.sort((a, b) => a.session.start.localeCompare(b.session.start));
    placed.forEach((first, at) => {
      for (const second of placed.slice(at + 1)) {
        if (second.session.start >= first.session.end) break;
        for (const kind of clashesOf(first.session, second.session)) note(clashes, kind, first, second, date);
      }
    });
  }
  return [...clashes.values()];
}

function clashesOf(a: Session, b: Session): Clash['kind'][] {
  const kinds: Clash['kind'][] = [];
  if (a.venue !== undefined && a.venue === b.venue) {
    if (a.room === undefined || b.room === undefined) kinds.push('venue');
    else if (same(a.room, b.room)) kinds.push('room');
  }
  if (a.leader !== undefined && b.leader !== undefined && same(a.leader, b.leader)) kinds.push('leader');
  return kinds;
}

function note(clashes: Map<string, Clash>, kind: Clash['kind'], first: Placed, second: Placed, date: string): void {
  const [a, b] = [first, second].sort((x, y) => x.timetable.localeCompare(y.timetable) || x.index - y.index) as [
    Placed,
    Placed,
  ];
  const key = [kind, a.timetable, a.index, b.timetable, b.index].join('|');
  const clash = clashes.get(key);
  if (clash) clash.dates.push(date);
  else clashes.set(key, { kind, a, b, dates: [date] });
}

/** Names that differ only in capitals or spaces are the same. */
function same(a: string, b: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/\s+/g, ' ').trim();
  return plain(a) === plain(b);
}

/** A session with where it stands: a timetable's id and its place in the list. */
export type Placed = { timetable: string; index: number; session: Session };
export type Clash = { kind: 'room' | 'venue' | 'leader'; a: Placed; b: Placed; dates: string[] };
