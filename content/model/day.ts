import { weekdayOf, WEEKDAYS } from '../schema/parts/weekday.ts';

/*
 * Calendar days (YYYY-MM-DD) and times on the wall clock (HH:MM) as plain words: they sort and compare as
 * they stand, and no time zone can move them. Small enough for every page.
 */

/** Now by the clock on a wall in the United Kingdom, whatever the device's own time zone. */
export function momentIn(now: Date): Moment {
  const part = new Map(LONDON.formatToParts(now).map(({ type, value }) => [type, value]));
  const get = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? '';
  return { date: `${get('year')}-${get('month')}-${get('day')}`, time: `${get('hour')}:${get('minute')}` };
}

/** A day so many days later, or earlier when negative. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** The Monday of the week a day stands in. */
export function mondayOf(date: string): string {
  return addDays(date, -WEEKDAYS.indexOf(weekdayOf(date)));
}

/** Tuesday 24 November; with the year where it helps. */
export function dayInWords(date: string, { year = false } = {}): string {
  return (year ? WITH_YEAR : WITHOUT_YEAR).format(new Date(`${date}T00:00:00Z`)).replace(',', '');
}

/** 24 November. */
export function shortDay(date: string): string {
  return SHORT.format(new Date(`${date}T00:00:00Z`));
}

/** 10am, 9:30am, 12 noon, 6:15pm: a time on the clock as people say it. */
export function clockInWords(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour === 12 && minute === 0) return '12 noon';
  const past = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${past}${hour < 12 ? 'am' : 'pm'}`;
}

/** 10am to 11:30am. */
export function timesInWords({ start, end }: { start: string; end: string }): string {
  return `${clockInWords(start)} to ${clockInWords(end)}`;
}

const DAY = 86_400_000;
const LONDON = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});
const words = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const WITHOUT_YEAR = words({ weekday: 'long', day: 'numeric', month: 'long' });
const WITH_YEAR = words({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const SHORT = words({ day: 'numeric', month: 'long' });

/** A day and a time by the wall clock in the United Kingdom. */
export type Moment = { date: string; time: string };
