import { expect, test } from 'vitest';
import { loadContent, type RuleContext } from '../../content/check.ts';
import { findClashes } from '../../content/model/clashes.ts';
import { timetablesAgree } from '../../content/rules/timetables.ts';
import { undatedGroups } from '../../content/rules/undated-groups.ts';
import { CALENDAR, OFF, sessionWith, timetableWith } from '../fixtures/timetables.ts';

/** What the rule finds in these sessions of one timetable. */
function problems(
  sessions: object[],
  { table = {}, calendars = [CALENDAR] }: { table?: object; calendars?: object[] } = {},
) {
  const hall = { id: 'hall', hub: 'north', status: 'published', confidential: false };
  const timetables = [timetableWith({ bank_holidays: 'off', school_holidays: 'on', ...table }, sessions)];
  const records = {
    timetable: timetables,
    group: [{ id: 'play', name: 'Play' }],
    venue: [hall, { ...hall, id: 'draft-hall', status: 'draft' }],
    calendar: calendars,
    council: { live: false },
  };
  const context = { records, known: new Map(), fileOf: () => 'timetables/a.yaml' } as unknown as RuleContext;
  return timetablesAgree(context);
}

/** The same in short: field and 'warning' or 'refused'. */
function found(...about: Parameters<typeof problems>): string[] {
  return problems(...about).map(({ field, severity }) => `${field} ${severity ?? 'refused'}`);
}

const two = (a: object, b: object) => [sessionWith(a), sessionWith({ id: 'second', ...b })];

test('one session alone has no fault', () => {
  expect(found([sessionWith()])).toEqual([]);
});

test('two sessions in one room at once are refused; back to back they are right', () => {
  expect(found(two({}, { start: '10:59', end: '12:00', room: 'big  ROOM' }))).toEqual(['sessions.1.room refused']);
  expect(found(two({}, { start: '11:00', end: '12:00' }))).toEqual([]);
  expect(found(two({}, { day: 'wednesday' }))).toEqual([]);
});

test('a clash is told in words: which session, its times, and the days', () => {
  expect(problems(two({}, {}))[0]?.what).toMatch(
    /^is in use by Play \(10am to 11am, "play-tuesday"\) at the same time: \d+ September, .* and 12 more$/,
  );
});

test('a cancelled session leaves its room free', () => {
  const day = { from: '2026-11-24', to: '2026-11-24' };
  expect(found(two({ ...day, cancelled: [{ date: '2026-11-24', reason: 'Snow' }] }, day))).toEqual([]);
});

test('fortnights that take turns do not clash', () => {
  expect(found(two({ every: 'fortnight' }, { every: 'fortnight', from: '2026-09-15' }))).toEqual([]);
});

test('one venue at once without both rooms is a warning, and so is one leader in two places', () => {
  expect(found(two({}, { room: undefined }))).toEqual(['sessions.1.venue warning']);
  expect(found(two({ leader: 'Sam Khan' }, { room: 'Other', leader: 'sam khan' }))).toEqual([
    'sessions.1.leader warning',
  ]);
});

test('a clash is told once, with all its days', () => {
  const [clash, ...more] = findClashes([timetableWith({}, two({}, {}))], OFF);
  expect(more).toEqual([]);
  expect(clash).toMatchObject({ kind: 'room', a: { index: 0 }, b: { index: 1 } });
  expect(clash?.dates).toHaveLength(15);
});

test('a day that is cancelled or left out must be a day of the session', () => {
  expect(found([sessionWith({ cancelled: [{ date: '2026-11-25', reason: 'Snow' }] })])).toEqual([
    'sessions.0.cancelled.0.date refused',
  ]);
  expect(found([sessionWith({ except: ['2026-11-24', '2026-11-26'] })])).toEqual(['sessions.0.except.1 refused']);
});

test('a session that never comes, a second use of an id and a draft venue are found', () => {
  expect(found([sessionWith({ from: '2026-11-18', to: '2026-11-20' })])).toEqual(['sessions.0.day refused']);
  expect(found([sessionWith(), sessionWith({ day: 'monday' })])).toEqual(['sessions.1.id refused']);
  expect(found([sessionWith({ venue: 'draft-hall' })])).toEqual(['sessions.0.venue warning']);
});

test('a bank holiday or a school holiday that nobody has answered for is a warning', () => {
  const open = { table: { bank_holidays: undefined, school_holidays: undefined } };
  expect(found([sessionWith({ day: 'friday', from: '2026-12-11', to: '2027-01-08' })], open)).toEqual([
    'sessions.0.bank_holidays warning',
  ]);
  expect(found([sessionWith()], open)).toEqual(['sessions.0.school_holidays warning']);
  expect(found([sessionWith({ school_holidays: 'off' })], open)).toEqual([]);
  expect(found([sessionWith()], { ...open, calendars: [] })).toEqual([]);
});

test.each([
  ['title', { title: 'Freedom-programme (women)' }],
  ['note', { note: 'For the FREEDOM PROGRAMME, room 2' }],
  ['id', { id: 'freedom-programme' }],
  ['title', { title: 'The FP group' }],
  ['cancelled.0.reason', { cancelled: [{ date: '2026-11-24', reason: 'The Freedom Programme needs the room' }] }],
])('another group’s session may not name a group whose dates are never published, in its %s', (field, changes) => {
  const hidden = { name: 'Freedom Programme', alternate_names: ['FP'], publish_dates: false, id: 'hidden' };
  const records = { group: [hidden], timetable: [timetableWith({}, [sessionWith(changes)])] };
  const problems = undatedGroups({ records, known: new Map(), fileOf: () => 'a.yaml' } as unknown as RuleContext);
  expect(problems.map((problem) => problem.field)).toEqual([`sessions.0.${field}`]);
  expect(JSON.stringify(problems)).not.toMatch(/freedom/i);
});

test('the sample timetables are right, and every one says that it is a sample', async () => {
  const { records, problems, warnings } = await loadContent(new URL('../../content/records', import.meta.url).pathname);
  const files = (list: { file: string }[]) => list.filter(({ file }) => file.startsWith('timetables/'));
  expect([files(problems), files(warnings)]).toEqual([[], []]);
  expect(new Set(records.timetable.map(({ hub }) => hub))).toEqual(new Set(records.hub.map(({ id }) => id)));
  expect(records.timetable.every(({ demonstration }) => demonstration)).toBe(true);
});
