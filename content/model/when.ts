import type { Weekday } from '../schema/parts/weekday.ts';
import { weekdayOf } from '../schema/parts/weekday.ts';
import { addDays, daysBetween, mondayOf } from './day.ts';
import type { Meeting, Occurrence, PartOfDay, Schedule, ScheduledSession } from './schedule.ts';
import { partOfDay } from './schedule.ts';

/** True when a session is on a wanted day, in a wanted part of the day. Empty lists ask for nothing. */
export function matchesWhen({ session, date }: Occurrence<Meeting>, { dates, days, parts, after }: When): boolean {
  return (
    (dates === undefined || (dates.from <= date && date <= dates.to)) &&
    (days === undefined || days.length === 0 || days.includes(weekdayOf(date))) &&
    (parts === undefined || parts.length === 0 || parts.includes(partOfDay(session.start))) &&
    (after === undefined || session.start >= after)
  );
}

/** True when a session suits: its hub area, somebody's age (0 is a baby), a need, or no booking. */
export function suits(schedule: Pick<Schedule, 'groups'>, session: Suited, wanted: WantedSession): boolean {
  return (
    (wanted.hub === undefined || session.hub === wanted.hub) &&
    (wanted.age === undefined || (from(session) <= wanted.age && wanted.age <= to(session))) &&
    (wanted.need === undefined || schedule.groups[session.group]?.needs.includes(wanted.need) === true) &&
    (wanted.dropIn !== true || session.access.includes('drop-in'))
  );
}

/**
 * The days of a time as people name it, both included. What is left of this week ends on Sunday; the weekend is
 * the one to come, or what is left of the one it is.
 *
 * @param today YYYY-MM-DD
 */
export function spanOf(time: NamedTime, today: string): DateSpan {
  const sunday = addDays(mondayOf(today), 6);
  const saturday = addDays(sunday, -1);
  const spans: Record<NamedTime, DateSpan> = {
    today: { from: today, to: today },
    tomorrow: { from: addDays(today, 1), to: addDays(today, 1) },
    'this-week': { from: today, to: sunday },
    weekend: { from: today > saturday ? today : saturday, to: sunday },
    'next-week': { from: addDays(sunday, 1), to: addDays(sunday, 7) },
  };
  return spans[time];
}

/**
 * The next part of the school year of a kind that is not over, or undefined where the terms do not tell. A
 * break is what lies between two terms: Christmas and Easter by the month they begin in, summer by its length,
 * and every other one is a half term.
 *
 * @param terms in order, one each side of a half term
 * @param today YYYY-MM-DD
 */
export function schoolSpan(kind: SchoolTime, terms: readonly DateSpan[], today: string): DateSpan | undefined {
  const breaks = terms
    .slice(1)
    .map(({ from }, at) => ({ from: addDays(terms[at]?.to ?? from, 1), to: addDays(from, -1) }));
  const spans = kind === 'term-time' ? terms : breaks.filter((one) => kind === 'any-break' || breakKind(one) === kind);
  return spans.find(({ from, to }) => from <= to && to >= today);
}

function breakKind({ from, to }: DateSpan): SchoolTime {
  const month = from.slice(5, 7);
  if (month === '12') return 'christmas';
  if (daysBetween(from, to) >= SUMMER) return 'summer';
  return month === '03' || month === '04' ? 'easter' : 'half-term';
}

/** Days. No other break of the school year is nearly as long. */
const SUMMER = 28;

const from = (session: Suited) => session.minimum_age ?? 0;
const to = (session: Suited) => session.maximum_age ?? Infinity;

/** Times a visitor may choose. */
export const NAMED_TIMES = ['today', 'tomorrow', 'this-week', 'weekend', 'next-week'] as const;
export type NamedTime = (typeof NAMED_TIMES)[number];
export type SchoolTime = 'term-time' | 'any-break' | 'half-term' | 'christmas' | 'easter' | 'summer';

/** Days, both included (YYYY-MM-DD). */
export type DateSpan = { from: string; to: string };

type Suited = Pick<ScheduledSession, 'hub' | 'group' | 'access' | 'minimum_age' | 'maximum_age'>;

export type When = {
  dates?: DateSpan | undefined;
  days?: readonly Weekday[] | undefined;
  parts?: readonly PartOfDay[] | undefined;
  /** It begins at this time or later, HH:MM. */
  after?: string | undefined;
};
export type WantedSession = {
  hub?: string | undefined;
  /** Whole years; 0 is a baby. */
  age?: number | undefined;
  need?: string | undefined;
  dropIn?: boolean | undefined;
};
