import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { Calendar } from '../schema/calendar.ts';
import type { Session, Timetable } from '../schema/timetable.ts';
import { weekdayOf, WEEKDAYS } from '../schema/parts/weekday.ts';
import { addDays } from './day.ts';

/*
 * When sessions happen. Pure; for the build, the checks and the desk. What a visitor's browser needs is
 * in schedule.ts, which knows dates but no recurrence, so that no page carries a time library.
 *
 * For the desk:
 *   datesOf(session, timetable, daysOff(calendars))   every date it runs, cancelled ones kept and marked
 *   ruleDates(session)                                every date of its rule, before anything is taken out
 *   whyNot(date, session, timetable, daysOff)         why a date of the rule is not a session
 *   findClashes(timetables, daysOff)                  in clashes.ts
 *   buildSchedule({...})                              in schedule-build.ts: what families may see
 */

/**
 * Every date a session runs, in order. Exceptions, closed days, bank holidays and school holidays are
 * taken out; cancelled dates stay, with their reason, so that nobody travels for nothing.
 */
export function datesOf(session: Session, timetable: Timetable, off: DaysOff): SessionDate[] {
  const reasons = new Map(session.cancelled.map(({ date, reason }) => [date, reason]));
  return ruleDates(session).flatMap((date) => {
    const cancelled = reasons.get(date);
    if (cancelled !== undefined) return [{ date, cancelled }];
    return whyNot(date, session, timetable, off) === undefined ? [{ date }] : [];
  });
}

/**
 * Every date of a session's rule (YYYY-MM-DD), before anything is taken out. A session at 10:00 is at
 * 10:00 by the clock on the wall in summer and in winter.
 */
export function ruleDates(session: Session): string[] {
  const first = firstOnOrAfter(session.day, session.from);
  if (first > session.to) return [];
  if (session.every === 'once') return [first];
  const rule = new RRuleTemporal({
    freq: 'WEEKLY',
    interval: session.every === 'fortnight' ? 2 : 1,
    dtstart: Temporal.ZonedDateTime.from(`${first}T${session.start}[${TIME_ZONE}]`),
    until: Temporal.ZonedDateTime.from(`${session.to}T23:59[${TIME_ZONE}]`),
  });
  return rule.all().map((moment) => moment.toPlainDate().toString());
}

/** Why a date of the rule is not a session, or undefined when it is one. A cancelled date is one. */
export function whyNot(date: string, session: Session, timetable: Timetable, off: DaysOff): NotRunning | undefined {
  if (session.except.includes(date)) return { why: 'exception' };
  const closed = timetable.closed.find(({ from, to }) => from <= date && date <= (to ?? from));
  if (closed) return { why: 'closed', name: closed.reason };
  const holiday = off.bankHolidays.get(date);
  if (holiday !== undefined && (session.bank_holidays ?? timetable.bank_holidays) !== 'on') {
    return { why: 'bank-holiday', name: holiday };
  }
  if ((session.school_holidays ?? timetable.school_holidays) === 'off' && inTerm(date, off) === false) {
    return { why: 'school-holiday' };
  }
  return undefined;
}

/** True in a school term, false out of one, undefined where the calendars say nothing about that time. */
export function inTerm(date: string, off: DaysOff): boolean | undefined {
  if (off.terms.some(({ from, to }) => from <= date && date <= to)) return true;
  const first = off.terms.at(0)?.from;
  const last = off.terms.reduce((latest, { to }) => (to > latest ? to : latest), '');
  return first !== undefined && first <= date && date <= last ? false : undefined;
}

/** Bank holidays and terms of all calendars together. */
export function daysOff(calendars: readonly Calendar[]): DaysOff {
  return {
    bankHolidays: new Map(
      calendars.flatMap(({ bank_holidays }) => bank_holidays.map(({ date, name }) => [date, name])),
    ),
    terms: calendars
      .flatMap(({ terms }) => terms)
      .map(({ name, from, to }) => ({ name, from, to }))
      .sort((a, b) => a.from.localeCompare(b.from)),
  };
}

function firstOnOrAfter(day: Session['day'], from: string): string {
  const ahead = WEEKDAYS.indexOf(day) - WEEKDAYS.indexOf(weekdayOf(from));
  return addDays(from, (ahead + 7) % 7);
}

/** Clock times in timetables are by this clock. It is the one of the whole United Kingdom. */
export const TIME_ZONE = 'Europe/London';

export type DaysOff = {
  /** Date to name. */
  bankHolidays: ReadonlyMap<string, string>;
  /** In order of their first day. */
  terms: readonly { name: string; from: string; to: string }[];
};
export type SessionDate = { date: string; cancelled?: string };
export type NotRunning = { why: 'exception' | 'closed' | 'bank-holiday' | 'school-holiday'; name?: string };
