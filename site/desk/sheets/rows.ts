import { weekdayOf } from '../../../content/schema/parts/weekday.ts';
import type { Records } from '../../../content/schema/records.ts';
import type { Fields } from '../store/merge.ts';
import { namesASecret } from '../timetables/secrets.ts';
import { choicesFor } from '../timetables/session-form.ts';
import {
  isUsOrder,
  type Read,
  readAge,
  readBooking,
  readChoice,
  readDateCell,
  readDay,
  readEvery,
  readText,
  readTimeCell,
} from './cells.ts';
import { type Cell, cellName, type ColumnKey, columnNamed, COLUMNS } from './columns.ts';
import { isEmpty, refused, type SheetRows } from './sheet-file.ts';
import { readSpan } from './times.ts';

/**
 * Reads the rows of a spreadsheet as sessions of one timetable. Every row is either read or rejected with
 * the cell and the reason; none is dropped.
 *
 * @param timetable for the dates that a row leaves out
 * @param today YYYY-MM-DD
 * @throws Refused when no row holds the headings
 */
export function readRows(
  sheet: SheetRows,
  records: Records,
  timetable: { hub: string; from: string; to: string },
  today: string,
): ReadSheet {
  const top = sheet.rows
    .slice(0, 15)
    .findIndex((row) => row.filter((cell) => typeof cell === 'string' && columnNamed(cell)).length >= 2);
  if (top < 0)
    throw refused(
      `No row holds the headings. The first row must hold at least Group, Day and Time, as in the template.`,
    );
  const headings = sheet.rows[top] ?? [];
  const columns = new Map<ColumnKey, number>();
  const unused: string[] = [];
  headings.forEach((heading, index) => {
    const key = typeof heading === 'string' ? columnNamed(heading) : undefined;
    if (key && !columns.has(key)) columns.set(key, index);
    else if (!isEmpty(heading)) unused.push(String(heading).slice(0, 40));
  });
  if (!columns.has('group')) throw refused('There is no column called Group. Use the headings of the template.');

  const choices = choicesFor(records, timetable.hub);
  const dateColumns = [columns.get('from'), columns.get('to')].filter((index) => index !== undefined);
  const usOrder = sheet.rows.slice(top + 1).some((row) => dateColumns.some((index) => isUsOrder(row[index])));
  const read: ReadSheet = {
    headings: headings.map((cell) => String(cell ?? '')),
    columns: new Set(columns.keys()),
    rows: [],
    rejected: [],
    unused,
  };

  sheet.rows.forEach((cells, row) => {
    if (row <= top || cells.every(isEmpty)) return;
    // A row about a secret group or place is not repeated, not kept, and not read any further.
    if (cells.some((cell) => typeof cell === 'string' && namesASecret(records, cell))) {
      read.rejected.push({
        row: row + 1,
        cells: [],
        reasons: [
          'names a group or a place whose dates and address are never published. Take this row out of the sheet; families are told in private',
        ],
      });
      return;
    }
    const reasons: string[] = [];
    const session: Fields = {};
    const take = <T>(key: ColumnKey, reader: (cell: Cell) => Read<T>): T | undefined => {
      const index = columns.get(key);
      if (index === undefined || isEmpty(cells[index])) return undefined;
      const name = cellName(index, row);
      if (sheet.unclear.has(name)) {
        reasons.push(`${name}: is merged with the cell beside it. Split the cells`);
        return undefined;
      }
      const result = reader(cells[index]);
      if ('value' in result) return result.value;
      reasons.push(`${name}: ${result.fault}`);
      return undefined;
    };
    const missing = (key: ColumnKey, words: string) => {
      const index = columns.get(key);
      if (!reasons.some((reason) => index !== undefined && reason.startsWith(`${cellName(index, row)}:`)))
        reasons.push(`${index === undefined ? `Row ${row + 1}` : cellName(index, row)}: ${words}`);
    };

    session.group = take('group', (cell) => readChoice(cell, choices.groups, 'group'));
    if (session.group === undefined) missing('group', 'says no group');
    session.every = take('every', readEvery) ?? 'week';
    readTimes(session, take, missing, reasons, (key) => cellName(columns.get(key) ?? 0, row));
    session.from =
      take('from', (cell) => readDateCell(cell, today, usOrder)) ??
      (reasonAt(reasons, columns.get('from'), row) ? undefined : timetable.from);
    session.to =
      take('to', (cell) => readDateCell(cell, today, usOrder)) ??
      (session.every === 'once' ? session.from : reasonAt(reasons, columns.get('to'), row) ? undefined : timetable.to);
    session.day =
      take('day', readDay) ??
      (session.every === 'once' && typeof session.from === 'string' ? weekdayOf(session.from) : undefined);
    if (session.day === undefined) missing('day', 'says no day');
    if (typeof session.from === 'string' && typeof session.to === 'string' && session.from > session.to)
      reasons.push(
        `${cellName(columns.get('to') ?? columns.get('from') ?? 0, row)}: the last day (${session.to}) is before the first (${session.from})`,
      );
    session.venue = take('venue', (cell) =>
      /^(?:tbc|to be confirmed)\.?$/i.test(String(cell).trim())
        ? { value: '' }
        : readChoice(cell, choices.venues, 'place'),
    );
    for (const key of ['room', 'leader', 'capacity_note', 'note', 'title'] as const) session[key] = take(key, readText);
    session.minimum_age = take('minimum_age', readAge);
    session.maximum_age = take('maximum_age', readAge);
    session.booking = take('booking', readBooking);
    session.id = take('id', (cell) => {
      const text = readText(cell);
      return 'fault' in text || /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text.value)
        ? text
        : { fault: 'is not a session id: leave it empty for a new session' };
    });

    if (reasons.length > 0) read.rejected.push({ row: row + 1, cells: cells.map(asWords), reasons });
    else
      read.rows.push({
        row: row + 1,
        cells: cells.map(asWords),
        session: Object.fromEntries(Object.entries(session).filter(([, value]) => value !== undefined && value !== '')),
      });
  });
  return read;
}

function readTimes(
  session: Fields,
  take: <T>(key: ColumnKey, reader: (cell: Cell) => Read<T>) => T | undefined,
  missing: (key: ColumnKey, words: string) => void,
  reasons: string[],
  name: (key: ColumnKey) => string,
): void {
  const span = take('times', (cell) => {
    const text = readText(cell);
    if ('fault' in text) return text;
    const both = readSpan(text.value);
    return 'fault' in both ? both : { value: both };
  });
  session.start = span?.start ?? take('start', readTimeCell);
  session.end = span?.end ?? take('end', readTimeCell);
  const told = (key: ColumnKey) => reasons.some((reason) => reason.startsWith(`${name(key)}:`));
  if (told('times')) return;
  if (session.start === undefined && !told('start')) missing('start', 'says no start');
  if (session.end === undefined && !told('end')) missing('end', 'says no end');
  if (typeof session.start === 'string' && typeof session.end === 'string' && session.start >= session.end) {
    reasons.push(`${name('end')}: it ends (${session.end}) before it starts (${session.start})`);
  }
}

function reasonAt(reasons: string[], column: number | undefined, row: number): boolean {
  return column !== undefined && reasons.some((reason) => reason.startsWith(`${cellName(column, row)}:`));
}

/** A cell as it is given back in the list of rejected rows. */
function asWords(cell: Cell): string {
  if (cell instanceof Date)
    return cell.getUTCFullYear() < 1905 ? cell.toISOString().slice(11, 16) : cell.toISOString().slice(0, 10);
  return cell === null || cell === undefined ? '' : String(cell).slice(0, 300);
}

/** The headings in the order of the template. */
export const HEADINGS = COLUMNS.map(({ heading }) => heading);

export type RejectedRow = { row: number; cells: string[]; reasons: string[] };
export type ReadSheet = {
  headings: string[];
  /** What the sheet has a column for. Of the rest it says nothing. */
  columns: ReadonlySet<ColumnKey>;
  rows: { row: number; cells: string[]; session: Fields }[];
  rejected: RejectedRow[];
  /** Headings that say nothing to us. */
  unused: string[];
};
