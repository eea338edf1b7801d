import { isDeepStrictEqual } from 'node:util';
import { dayInWords, shortDay, timesInWords } from '../../../content/model/day.ts';
import { ACCESS_WORDS, agesInWords } from '../../../content/model/wording.ts';
import type { Records } from '../../../content/schema/records.ts';
import type { Fields } from '../store/merge.ts';
import { sessionsIn } from './edits.ts';

/**
 * What differs between two states of a timetable, as staff and families would say it.
 *
 * @param before as families see it now, or undefined when it is new
 * @param after as it would be
 */
export function changesInWords(records: Records, before: Fields | undefined, after: Fields): ChangeInWords[] {
  const say = sayings(records);
  const changes: ChangeInWords[] = [];
  const add = (what: string, kind: ChangeInWords['kind'], rows: Row[] = []) => changes.push({ what, kind, rows });

  if (!before) add(`New timetable: ${String(after.name)}`, 'added', [{ field: 'Dates', after: span(after) }]);
  else {
    const rows = rowsOf(before, after, TIMETABLE_FIELDS, say);
    if (rows.length > 0) add('The timetable itself', 'changed', rows);
  }
  const old = new Map(sessionsIn(before).map((session) => [session.id, session]));
  const next = new Map(sessionsIn(after).map((session) => [session.id, session]));
  for (const [id, session] of next) {
    const was = old.get(id);
    if (!was) {
      add(`${say.title(session)}: new`, 'added', [
        { field: 'When', after: say.when(session) },
        ...placeRow(session, say),
      ]);
      continue;
    }
    const rows = rowsOf(was, session, SESSION_FIELDS, say);
    if (rows.length > 0) add(`${say.title(session)}, ${say.when(was)}`, 'changed', rows);
    for (const { date, reason } of datesOnly(session, was))
      add(`${say.title(session)}: ${dayInWords(date)} cancelled`, 'cancelled', [{ field: 'Reason', after: reason }]);
    for (const { date } of datesOnly(was, session))
      add(`${say.title(session)}: ${dayInWords(date)} is on again`, 'added');
  }
  for (const [id, session] of old)
    if (!next.has(id)) add(`${say.title(session)}, ${say.when(session)}: taken out`, 'removed');
  return changes;
}

/** How staff see a session in a list: its name, when, where. */
export function sayings(records: Records): Sayings {
  const groups = new Map(records.group.map((group) => [group.id, group.name]));
  const venues = new Map(records.venue.filter((venue) => !venue.confidential).map((venue) => [venue.id, venue.name]));
  const title = (session: Fields) => text(session.title) ?? groups.get(String(session.group)) ?? String(session.group);
  const place = (session: Fields) =>
    [
      session.venue === undefined
        ? 'Place to be confirmed'
        : (venues.get(String(session.venue)) ?? 'Place to be confirmed'),
      text(session.room),
    ]
      .filter((part) => part !== undefined)
      .join(', ');
  return { title, place, when, group: (id) => groups.get(id) ?? id };
}

function when(session: Fields): string {
  const times = timesInWords({ start: String(session.start), end: String(session.end) });
  if (session.every === 'once') return `${dayInWords(String(session.from), { year: true })}, ${times}`;
  const day = String(session.day);
  const days = `${day.charAt(0).toUpperCase()}${day.slice(1)}s`;
  return `${session.every === 'fortnight' ? `Every other ${days.slice(0, -1)}` : days} ${times}`;
}

function rowsOf(before: Fields, after: Fields, fields: Record<string, string>, say: Sayings): Row[] {
  const rows: Row[] = [];
  if (fields === SESSION_FIELDS && say.when(before) !== say.when(after))
    rows.push({ field: 'When', before: say.when(before), after: say.when(after) });
  if (fields === SESSION_FIELDS && say.place(before) !== say.place(after))
    rows.push({ field: 'Where', before: say.place(before), after: say.place(after) });
  if (span(before) !== span(after) && after.every !== 'once')
    rows.push({ field: 'Dates', before: span(before), after: span(after) });
  if (ages(before) !== ages(after)) rows.push({ field: 'Ages', before: ages(before), after: ages(after) });
  for (const [key, field] of Object.entries(fields)) {
    if (isDeepStrictEqual(before[key], after[key])) continue;
    rows.push({ field, before: shown(key, before[key], say), after: shown(key, after[key], say) });
  }
  return rows;
}

function shown(key: string, value: unknown, say: Sayings): string {
  if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return 'not given';
  if (key === 'group') return say.group(String(value));
  if (key === 'booking') return ACCESS_WORDS[value as keyof typeof ACCESS_WORDS];
  if (key === 'except') return (value as string[]).map((date) => shortDay(date)).join(', ');
  if (key === 'closed')
    return (value as { from: string; to?: string; reason: string }[])
      .map((one) => `${shortDay(one.from)}${one.to ? ` to ${shortDay(one.to)}` : ''}: ${one.reason}`)
      .join('; ');
  if (value === true) return 'yes';
  if (value === false) return 'no';
  return String(value);
}

function placeRow(session: Fields, say: Sayings): Row[] {
  return [{ field: 'Where', after: say.place(session) }];
}

function datesOnly(here: Fields, there: Fields): { date: string; reason: string }[] {
  const others = new Set(((there.cancelled ?? []) as { date: string }[]).map(({ date }) => date));
  return ((here.cancelled ?? []) as { date: string; reason: string }[]).filter(({ date }) => !others.has(date));
}

function span(of: Fields): string {
  return `${dayInWords(String(of.from), { year: true })} to ${dayInWords(String(of.to), { year: true })}`;
}

function ages(session: Fields): string {
  return (
    agesInWords({ minimum_age: number(session.minimum_age), maximum_age: number(session.maximum_age) }) ??
    "as the group's page says"
  );
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const TIMETABLE_FIELDS = {
  name: 'Name',
  closed: 'Closed days',
  demonstration: 'Sample',
  bank_holidays: 'On bank holidays',
  school_holidays: 'In school holidays',
  status: 'State',
};
const SESSION_FIELDS = {
  group: 'Group',
  title: 'Own name',
  leader: 'Run by (staff only)',
  booking: 'How to get in',
  capacity_note: 'Places',
  note: 'Note',
  except: 'Days left out',
  bank_holidays: 'On bank holidays',
  school_holidays: 'In school holidays',
};

export type Row = { field: string; before?: string; after: string };
export type ChangeInWords = { what: string; kind: 'added' | 'changed' | 'cancelled' | 'removed'; rows: Row[] };
export type Sayings = {
  title: (session: Fields) => string;
  place: (session: Fields) => string;
  when: (session: Fields) => string;
  group: (id: string) => string;
};
