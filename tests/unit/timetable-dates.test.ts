import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { clockInWords, momentIn, mondayOf } from '../../content/model/day.ts';
import { datesOf, inTerm, ruleDates, TIME_ZONE } from '../../content/model/timetable.ts';
import { session, timetable } from '../../content/schema/timetable.ts';
import { OFF, sessionWith, timetableWith } from '../fixtures/timetables.ts';

const dates = (changes: object, table: object = {}) =>
  datesOf(sessionWith(changes), timetableWith(table), OFF).map(({ date }) => date);

test('a weekly session runs each week from its first day on or after "from" to its last', () => {
  expect(dates({ from: '2026-11-09', to: '2026-11-24' })).toEqual(['2026-11-10', '2026-11-17', '2026-11-24']);
});

test.each([
  ['back in autumn', '2026-10-25', '2026-10-18', '2026-11-01'],
  ['forward in spring', '2027-03-28', '2027-03-21', '2027-04-04'],
])('a Sunday session keeps its day and its time when the clocks go %s', (_, change, before, after) => {
  const one = { day: 'sunday', from: before, to: after, start: '00:30', end: '23:45' };
  expect(dates(one)).toEqual([before, change, after]);
  const moments = [before, change, after].map((date) => Temporal.ZonedDateTime.from(`${date}T10:00[${TIME_ZONE}]`));
  // By the wall it is the same time; by the world's clock it is an hour apart.
  expect(new Set(moments.map(({ hour }) => hour)).size).toBe(1);
  expect(moments.at(0)?.offset).not.toBe(moments.at(-1)?.offset);
});

test('today is told by the clock in the United Kingdom, on both sides of a clock change', () => {
  expect(momentIn(new Date('2026-10-24T23:30:00Z'))).toEqual({ date: '2026-10-25', time: '00:30' });
  expect(momentIn(new Date('2026-10-25T23:30:00Z'))).toEqual({ date: '2026-10-25', time: '23:30' });
  expect(momentIn(new Date('2027-03-28T00:59:00Z'))).toEqual({ date: '2027-03-28', time: '00:59' });
  expect(momentIn(new Date('2027-03-28T23:30:00Z'))).toEqual({ date: '2027-03-29', time: '00:30' });
});

test('a fortnight is counted through the new year, whatever the number of weeks in it', () => {
  expect(dates({ every: 'fortnight', from: '2026-12-07', to: '2027-01-31' })).toEqual([
    '2026-12-08',
    '2026-12-22',
    '2027-01-05',
    '2027-01-19',
  ]);
});

test('a fortnight goes on being counted when one of its days falls out', () => {
  expect(dates({ every: 'fortnight', from: '2026-12-08', to: '2027-01-10', except: ['2026-12-22'] })).toEqual([
    '2026-12-08',
    '2027-01-05',
  ]);
});

test('a single event runs once', () => {
  const one = { every: 'once', day: 'saturday', from: '2026-12-12', to: '2026-12-12' };
  expect(dates(one)).toEqual(['2026-12-12']);
  const parse = (changes: object) => session.safeParse({ ...sessionWith(), ...one, ...changes });
  expect(parse({ to: '2026-12-19' }).error?.issues.map((i) => i.path.join())).toContain('to');
  expect(parse({ day: 'friday' }).error?.issues.map((i) => i.path.join())).toEqual(['day']);
});

test('exceptions and closed days are gone; cancelled days are kept, with the reason', () => {
  const one = sessionWith({
    from: '2026-11-03',
    to: '2026-12-08',
    except: ['2026-11-10'],
    cancelled: [{ date: '2026-11-17', reason: 'No heating' }],
  });
  const table = timetableWith({ closed: [{ from: '2026-11-23', to: '2026-11-27', reason: 'Training' }] });
  expect(datesOf(one, table, OFF)).toEqual([
    { date: '2026-11-03' },
    { date: '2026-11-17', cancelled: 'No heating' },
    { date: '2026-12-01' },
    { date: '2026-12-08' },
  ]);
});

test('a cancelled day stays marked when the hub is closed that day too', () => {
  const one = sessionWith({
    from: '2026-11-17',
    to: '2026-11-17',
    cancelled: [{ date: '2026-11-17', reason: 'Snow' }],
  });
  const table = timetableWith({ closed: [{ from: '2026-11-17', reason: 'Snow' }] });
  expect(datesOf(one, table, OFF)).toEqual([{ date: '2026-11-17', cancelled: 'Snow' }]);
});

test('nothing runs on a bank holiday unless the timetable or the session says so', () => {
  const friday = { day: 'friday', from: '2026-12-18', to: '2027-01-08' };
  expect(dates(friday)).toEqual(['2026-12-18', '2027-01-08']);
  expect(dates(friday, { bank_holidays: 'on' })).toHaveLength(4);
  expect(dates({ ...friday, bank_holidays: 'on' })).toHaveLength(4);
  expect(dates({ ...friday, bank_holidays: 'off' }, { bank_holidays: 'on' })).toHaveLength(2);
});

test('school holidays are left out only when asked, and only where the terms are known', () => {
  const half = { from: '2026-10-20', to: '2026-11-03' };
  expect(dates(half)).toEqual(['2026-10-20', '2026-10-27', '2026-11-03']);
  expect(dates({ ...half, school_holidays: 'off' })).toEqual(['2026-10-20', '2026-11-03']);
  expect(inTerm('2027-06-01', OFF)).toBeUndefined();
});

test('a session whose day never comes has no dates, and a very long one is refused', () => {
  expect(ruleDates(sessionWith({ from: '2026-11-18', to: '2026-11-20' }))).toEqual([]);
  expect(session.safeParse({ ...sessionWith(), to: '2036-12-18' }).success).toBe(false);
  expect(timetable.safeParse({ hub: 'north', name: 'x', from: '2026-01-01', to: '2036-01-01' }).success).toBe(false);
});

test.each(['25:00', '24:00', '9:30', '9.30', '7pm', '10:60', ''])('"%s" is not a time', (start) => {
  expect(session.safeParse({ ...sessionWith(), start }).success).toBe(false);
});

test('31 June is not a date', () => {
  expect(session.safeParse({ ...sessionWith(), from: '2026-06-31' }).success).toBe(false);
});

test('a time is said as people say it', () => {
  expect(['00:05', '09:30', '10:00', '12:00', '12:15', '18:45'].map(clockInWords)).toEqual([
    '12:05am',
    '9:30am',
    '10am',
    '12 noon',
    '12:15pm',
    '6:45pm',
  ]);
});

test('the week of a Sunday began six days before', () => {
  expect(mondayOf('2027-01-03')).toBe('2026-12-28');
  expect(mondayOf('2026-12-28')).toBe('2026-12-28');
});
