import { readDate } from '../../../content/model/written-dates.ts';
import { ACCESS } from '../../../content/schema/parts/help.ts';
import { WEEKDAYS } from '../../../content/schema/parts/weekday.ts';
import type { Choice } from '../timetables/session-form.ts';
import type { Cell } from './columns.ts';
import { readClock } from './times.ts';

/* What one cell says. Each gives the value, or what is wrong in words that can follow the cell's name. */

export function readText(cell: Cell): Read<string> {
  const text =
    typeof cell === 'string'
      ? cell.trim().replace(/\s+/g, ' ')
      : cell instanceof Date
        ? cell.toISOString().slice(0, 10)
        : cell === null || cell === undefined
          ? ''
          : String(cell);
  if (/<\/?[a-z!]/i.test(text)) return { fault: 'holds markup: write plain words' };
  if (text.startsWith('=')) return { fault: 'holds a formula: type its value' };
  // An apostrophe in front is how a spreadsheet marks plain text.
  return { value: /^'[=+\-@]/.test(text) ? text.slice(1) : text };
}

/** Mon, Weds, thursdays. */
export function readDay(cell: Cell): Read<string> {
  const read = readText(cell);
  if ('fault' in read) return read;
  const plain = read.value
    .toLowerCase()
    .replace(/[^a-z]/g, '')
    .replace(/days?$/, '')
    .replace(/^weds$/, 'wednes');
  const day = plain.length < 2 ? undefined : WEEKDAYS.find((one) => one.startsWith(plain));
  return day ? { value: day } : { fault: `"${cut(read.value)}" is not a day of the week` };
}

/** A date, an Excel serial, or words. @param usOrder true when the sheet is known to put the month first */
export function readDateCell(cell: Cell, today: string, usOrder: boolean): Read<string> {
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? { fault: 'is not a date' } : inTime(cell.toISOString().slice(0, 10));
  const serial =
    typeof cell === 'number'
      ? cell
      : typeof cell === 'string' && /^\d{5}(?:\.\d+)?$/.test(cell.trim())
        ? Number(cell)
        : undefined;
  if (serial !== undefined) {
    // Excel counts days from 30 December 1899. Outside these the number is no date of ours.
    if (serial < 36_526 || serial > 73_050) return { fault: `${serial} is not a date` };
    return { value: new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10) };
  }
  const read = readText(cell);
  if ('fault' in read) return read;
  const slashed = slashedDate(read.value);
  if (slashed && slashed.first <= 12 && slashed.second > 12)
    return { fault: `"${cut(read.value)}" has the month first, as in America: write it like 14 March 2027` };
  if (usOrder && slashed && slashed.first <= 12 && slashed.second <= 12 && slashed.first !== slashed.second) {
    return {
      fault: `"${cut(read.value)}" could be two dates, because other dates in this sheet have the month first: write it like 4 May 2027`,
    };
  }
  const date = readDate(read.value, today);
  return 'fault' in date ? { fault: `"${cut(read.value)}" ${date.fault}` } : inTime(date.day);
}

/** True when some date of a sheet can only have the month first. */
export function isUsOrder(cell: Cell): boolean {
  const slashed = typeof cell === 'string' ? slashedDate(cell) : undefined;
  return slashed !== undefined && slashed.first <= 12 && slashed.second > 12 && slashed.second <= 31;
}

/** A time as words, as a part of a day, or as Excel's own. */
export function readTimeCell(cell: Cell): Read<string> {
  if (cell instanceof Date)
    return { value: clockOf((cell.getTime() % 86_400_000) / 86_400_000 + (cell.getTime() < 0 ? 1 : 0)) };
  if (typeof cell === 'number' && cell > 0 && cell < 1) return { value: clockOf(cell) };
  const read = readText(cell);
  if ('fault' in read) return read;
  // A spreadsheet takes the last 0 off 9.30 and 9.50, and nobody can tell 9.50 from half past nine.
  const [, hour, tenth] = /^(\d{1,2})\.(\d)$/.exec(read.value) ?? [];
  if (tenth === '5') return { fault: `"${read.value}" could be ${hour}:30 or ${hour}:50: write it like ${hour}:30` };
  const clock = readClock(tenth === undefined ? read.value : `${hour}.${tenth}0`);
  return 'fault' in clock ? { fault: clock.fault } : { value: clock.time };
}

export function readEvery(cell: Cell): Read<string> {
  const read = readText(cell);
  if ('fault' in read) return read;
  const plain = read.value.toLowerCase();
  if (/^(?:weekly|every week|week|each week|1)$/.test(plain)) return { value: 'week' };
  if (/^(?:fortnightly|fortnight|every fortnight|every other week|every 2 weeks|every two weeks|2 weekly)$/.test(plain))
    return { value: 'fortnight' };
  if (/^(?:once|one.?off|single|event|one day)$/.test(plain)) return { value: 'once' };
  return { fault: `"${cut(read.value)}" is not weekly, fortnightly or once` };
}

export function readBooking(cell: Cell): Read<string> {
  const read = readText(cell);
  if ('fault' in read) return read;
  const plain = read.value.toLowerCase();
  const way = ACCESS.find((one) => one === plain) ?? BOOKING.find(([words]) => words.test(plain))?.[1];
  return way ? { value: way } : { fault: `"${cut(read.value)}" is not drop in, book, contact or referral` };
}

export function readAge(cell: Cell): Read<number> {
  const text =
    typeof cell === 'number'
      ? String(cell)
      : 'value' in readText(cell)
        ? String((readText(cell) as { value: string }).value)
        : '';
  const age = /^(?:age )?(\d{1,3})(?: ?(?:years?|yrs?))?$/i.exec(text)?.[1];
  return age !== undefined && Number(age) <= 120
    ? { value: Number(age) }
    : { fault: `"${cut(text)}" is not a whole number of years` };
}

/** One of a list, by its name, another of its names, or its id. The nearest is offered, never taken. */
export function readChoice(cell: Cell, choices: Choice[], what: string): Read<string> {
  const read = readText(cell);
  if ('fault' in read) return read;
  const wanted = plainName(read.value);
  const found = choices.find((choice) =>
    [choice.id, choice.name, ...choice.others].some((name) => plainName(name) === wanted),
  );
  if (found) return { value: found.id };
  const near = choices.find(
    (choice) =>
      wanted.length > 3 && (plainName(choice.name).includes(wanted) || wanted.includes(plainName(choice.name))),
  );
  return {
    fault: `there is no ${what} called "${cut(read.value)}" here${near ? `. Did you mean "${near.name}"?` : ''}`,
  };
}

/** Years far off are slips of the finger. */
function inTime(date: string): Read<string> {
  return date >= '2000-01-01' && date < '2100-01-01'
    ? { value: date }
    : { fault: `the year ${date.slice(0, 4)} is a slip` };
}

function slashedDate(text: string): { first: number; second: number } | undefined {
  const found = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})\s*$/.exec(text);
  return found ? { first: Number(found[1]), second: Number(found[2]) } : undefined;
}

function clockOf(partOfDay: number): string {
  const minutes = Math.round((partOfDay % 1) * 1440) % 1440;
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

function plainName(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/&/g, 'and')
    .replace(/[^a-z0-9]/g, '');
}

function cut(text: string): string {
  const plain = text.replace(/[<>]/g, '');
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}

const BOOKING: [RegExp, (typeof ACCESS)[number]][] = [
  [/^(?:drop.?in|just (?:come|turn up))/, 'drop-in'],
  [/^(?:contact|self|ring|phone|call)/, 'self-refer'],
  [/^book/, 'book'],
  [/^refer/, 'referral'],
];

export type Read<T> = { value: T } | { fault: string };
