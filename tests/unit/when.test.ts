import { expect, test } from 'vitest';
import { nextStart, occurrencesBetween } from '../../content/model/schedule.ts';
import { matchesWhen, schoolSpan, spanOf } from '../../content/model/when.ts';
import { nextStartWords } from '../../site/timetable/next-start.ts';
import { CALENDAR, scheduleOf, sessionWith, timetableWith } from '../fixtures/timetables.ts';

const at = (text: string) => new Date(text);

test.each([
  ['today', '2026-11-25', '2026-11-25', '2026-11-25'],
  ['tomorrow', '2026-12-31', '2027-01-01', '2027-01-01'],
  ['this-week', '2026-11-25', '2026-11-25', '2026-11-29'],
  ['this-week', '2026-11-29', '2026-11-29', '2026-11-29'],
  ['weekend', '2026-11-23', '2026-11-28', '2026-11-29'],
  ['weekend', '2026-11-28', '2026-11-28', '2026-11-29'],
  ['weekend', '2026-11-29', '2026-11-29', '2026-11-29'],
  ['next-week', '2026-11-23', '2026-11-30', '2026-12-06'],
  ['next-week', '2026-11-29', '2026-11-30', '2026-12-06'],
] as const)('%s, asked on %s, is from %s to %s', (time, today, from, to) => {
  expect(spanOf(time, today)).toEqual({ from, to });
});

test('a part of the school year is the next one that is not over, and unknown without terms', () => {
  const terms = [
    ...CALENDAR.terms,
    { from: '2027-02-22', to: '2027-03-24' },
    { from: '2027-04-12', to: '2027-05-28' },
    { from: '2027-06-07', to: '2027-07-23' },
    { from: '2027-09-06', to: '2027-10-22' },
  ];
  const span = (kind: Parameters<typeof schoolSpan>[0], today = '2026-10-25') => schoolSpan(kind, terms, today);
  expect(span('half-term')).toEqual({ from: '2026-10-24', to: '2026-11-01' });
  expect(span('half-term', '2026-11-02')).toEqual({ from: '2027-02-13', to: '2027-02-21' });
  expect(span('half-term', '2027-03-01')).toEqual({ from: '2027-05-29', to: '2027-06-06' });
  expect(span('christmas')).toEqual({ from: '2026-12-19', to: '2027-01-03' });
  expect(span('easter')).toEqual({ from: '2027-03-25', to: '2027-04-11' });
  expect(span('summer')).toEqual({ from: '2027-07-24', to: '2027-09-05' });
  expect(span('any-break', '2026-12-01')).toEqual({ from: '2026-12-19', to: '2027-01-03' });
  expect(span('term-time')).toMatchObject({ from: '2026-11-02', to: '2026-12-18' });
  expect(span('half-term', '2030-01-01')).toBeUndefined();
  expect(schoolSpan('half-term', [], '2026-10-25')).toBeUndefined();
});

test('after school means that it begins after school', () => {
  const [first] = occurrencesBetween(
    scheduleOf([timetableWith({}, [sessionWith({ start: '13:15', end: '15:30' })])]),
    '2026-11-24',
    '2026-11-24',
  );
  expect([matchesWhen(first!, { after: '15:00' }), matchesWhen(first!, { after: '13:15' })]).toEqual([false, true]);
});

test('the next start is the first date of a run that is not cancelled, in the hub that was asked for', () => {
  const run = (from: string, more: object = {}) => sessionWith({ id: `run-${from}`, from, to: '2026-12-18', ...more });
  const schedule = scheduleOf([
    timetableWith({}, [run('2026-09-08'), run('2026-11-10', { cancelled: [{ date: '2026-11-10', reason: 'Snow' }] })]),
  ]);
  const start = (now: string, hub?: string) => nextStart(schedule, 'play', at(now), hub)?.date;
  expect(start('2026-09-01T09:00:00Z')).toBe('2026-09-08');
  expect(start('2026-09-08T12:00:00Z')).toBe('2026-11-17');
  expect(start('2026-11-17T12:00:00Z')).toBeUndefined();
  expect(start('2026-09-01T09:00:00Z', 'south')).toBeUndefined();
});

test('a practitioner reads the next session of a drop-in, and the next start of a course', () => {
  const words = (session: object, now: string, group = 'play') =>
    nextStartWords(scheduleOf([timetableWith({}, [sessionWith(session)])]), group, 'north', at(now)).map((line) =>
      line.replaceAll('\u00a0', ' '),
    );
  expect(words({}, '2026-11-24T11:30:00Z')).toEqual(['Tuesday 1 December, 10am']);
  expect(words({ booking: 'referral' }, '2026-09-01T09:00:00Z')).toEqual(['Tuesday 8 September, 10am']);
  expect(words({ booking: 'referral' }, '2026-11-24T11:30:00Z')).toEqual([
    'Not published yet',
    'Under way, ask if there is room. Next session: Tuesday 1 December, 10am',
  ]);
  expect(words({}, '2026-12-20T09:00:00Z')).toEqual([]);
});

test('a group whose dates are never published, or that meets in a confidential venue, has no next start', () => {
  const schedule = scheduleOf([
    timetableWith({}, [
      sessionWith({ group: 'secret-course' }),
      sessionWith({ id: 'b', venue: 'refuge', room: 'Attic' }),
    ]),
  ]);
  for (const group of ['secret-course', 'play'])
    expect(nextStartWords(schedule, group, 'north', at('2026-09-01T09:00:00Z'))).toEqual([]);
});
