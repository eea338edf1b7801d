import ICAL from 'ical.js';
import { beforeAll, expect, test } from 'vitest';
import { occurrencesBetween, type Schedule } from '../../content/model/schedule.ts';
import { calendarOf } from '../../indexer/calendars.ts';
import { scheduleOf, sessionWith, timetableWith } from '../fixtures/timetables.ts';

const ABOUT = {
  name: 'North Family Hub',
  description: 'What is on; every day, all day',
  publisher: 'Northshire',
  namespace: 'e08000099',
  url: 'https://families.example/hubs/north/timetable/',
  pageOf: (group: string) => `https://families.example/groups/${group}/`,
};
const build = (schedule: Schedule) => calendarOf(schedule, ABOUT, () => true);
const of = (changes: object, table: object = {}) => scheduleOf([timetableWith(table, [sessionWith(changes)])]);
const parse = (text: string) => new ICAL.Component(ICAL.parse(text) as unknown[]);
const events = (text: string) =>
  parse(text)
    .getAllSubcomponents('vevent')
    .map((part) => new ICAL.Event(part));

beforeAll(() => {
  const zone = parse(build(of({}))).getFirstSubcomponent('vtimezone');
  if (zone) ICAL.TimezoneService.register(zone);
});

/** Every start an independent parser works out from a calendar, as UTC, with the status it has. */
function starts(text: string): string[] {
  const all = events(text);
  const masters = all.filter((event) => !event.isRecurrenceException());
  for (const other of all)
    if (other.isRecurrenceException()) masters.find(({ uid }) => uid === other.uid)?.relateException(other);
  return masters
    .flatMap((event) => {
      const found: string[] = [];
      const iterator = event.iterator();
      for (let next = iterator.next(); next && found.length < 500; next = iterator.next()) {
        const { startDate, item } = event.getOccurrenceDetails(next);
        const status = String(item.component.getFirstPropertyValue('status'));
        found.push(`${startDate.toJSDate().toISOString().slice(0, 16)}Z ${status}`);
      }
      return found;
    })
    .sort();
}

test('a session is at the same time by the wall on both sides of both clock changes', () => {
  const times = starts(build(of({ day: 'sunday', from: '2026-10-18', to: '2027-04-04', bank_holidays: 'on' })));
  expect(times).toHaveLength(25);
  expect(times.slice(0, 3)).toEqual([
    '2026-10-18T09:00Z CONFIRMED',
    '2026-10-25T10:00Z CONFIRMED',
    '2026-11-01T10:00Z CONFIRMED',
  ]);
  expect(times.slice(-3)).toEqual([
    '2027-03-21T10:00Z CONFIRMED',
    '2027-03-28T09:00Z CONFIRMED',
    '2027-04-04T09:00Z CONFIRMED',
  ]);
});

test.each([
  ['weekly', {}],
  ['fortnightly over new year', { every: 'fortnight', to: '2027-02-28' }],
  ['with days left out', { except: ['2026-09-08', '2026-10-06', '2026-10-13', '2026-12-15'] }],
  ['over bank holidays', { day: 'friday', from: '2026-12-11', to: '2027-01-22' }],
  ['a single event', { every: 'once', day: 'saturday', from: '2026-12-12', to: '2026-12-12' }],
])('an independent parser finds the dates of the schedule: %s', (_, changes) => {
  const schedule = of(changes);
  const days = occurrencesBetween(schedule, '2026-01-01', '2028-01-01').map(({ date }) => date);
  expect(starts(build(schedule)).map((start) => start.slice(0, 10))).toEqual(days);
  expect(days.length).toBeGreaterThan(0);
});

test('a day left out is an EXDATE with the time zone of the start', () => {
  const text = build(of({ except: ['2026-11-10'] }));
  expect(text).toContain('EXDATE;TZID=Europe/London:20261110T100000\r\n');
  expect(text).toContain('DTSTART;TZID=Europe/London:20260908T100000\r\n');
});

test('a cancelled day stays, as a cancelled override of that day with its reason', () => {
  const text = build(of({ cancelled: [{ date: '2026-11-24', reason: 'Snow, deep; all day' }], sequence: 3 }));
  expect(starts(text).filter((start) => start.endsWith('CANCELLED'))).toEqual(['2026-11-24T10:00Z CANCELLED']);
  expect(starts(text)).toHaveLength(15);
  const override = events(text).find((event) => event.isRecurrenceException());
  expect(override?.summary).toBe('Cancelled: Stay and play');
  expect(override?.description).toMatch(/^Cancelled: Snow, deep; all day\n/);
  expect(events(text).map(({ sequence }) => sequence)).toEqual([3, 3]);
});

test('a single event that is cancelled is one cancelled event', () => {
  const once = { every: 'once', day: 'saturday', from: '2026-12-12', to: '2026-12-12' };
  const text = build(of({ ...once, cancelled: [{ date: '2026-12-12', reason: 'Snow' }] }));
  expect(text.match(/BEGIN:VEVENT/g)).toHaveLength(1);
  expect(text).toContain('STATUS:CANCELLED');
  expect(text).not.toContain('RECURRENCE-ID');
});

test('the same records give the same bytes on any day, and a change keeps the UID', () => {
  const table = timetableWith();
  expect(build(scheduleOf([table], '2026-11-22'))).toBe(build(scheduleOf([table], '2026-12-01')));
  const uids = (text: string) => events(text).map(({ uid }) => uid);
  expect(uids(build(of({})))).toEqual(['north-autumn.play-tuesday@e08000099']);
  expect(uids(build(of({ start: '09:00', day: 'friday', venue: undefined, sequence: 4 })))).toEqual(
    uids(build(of({}))),
  );
});

test('lines are at most 75 bytes, and letters and marks come through whole', () => {
  const title = 'Chwarae ąę żółć اُردو, “play”; and \\ more 🎈🎈🎈';
  const text = build(of({ title, note: 'بچوں '.repeat(30).trim() }));
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  expect(events(text)[0]?.description).toContain('بچوں '.repeat(30).trim());
});

test('the stamp is in UTC, and the calendar names its zone, its method and when to look again', () => {
  const text = build(of({}, { checked: '2026-11-22' }));
  expect(text).toContain('DTSTAMP:20261122T000000Z\r\n');
  const calendar = parse(text);
  expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(calendar.getFirstPropertyValue('prodid')).toBeTruthy();
  expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT4H');
});

test('a sample says so in the calendar and in every event', () => {
  const text = build(of({}, { demonstration: true }));
  expect(text).toContain('X-WR-CALNAME:Sample: North Family Hub');
  expect(
    events(text).every(
      ({ summary, description }) => summary.startsWith('Sample: ') && description.includes('not a real session'),
    ),
  ).toBe(true);
});

test('nothing of a group without dates, a confidential venue or a leader is in a calendar', () => {
  const text = build(
    scheduleOf([
      timetableWith({}, [
        sessionWith({ leader: 'Jo Bloggs' }),
        sessionWith({ id: 'hidden', group: 'secret-course' }),
        sessionWith({ id: 'away', venue: 'refuge' }),
      ]),
    ]),
  );
  expect(events(text)).toHaveLength(1);
  expect(text).not.toMatch(/Bloggs|secret-course|hidden|refuge|away/i);
});
