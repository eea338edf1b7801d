import { expect, test } from 'vitest';
import { closedOn, comingUp, nextSession, occurrencesBetween, partOfDay } from '../../content/model/schedule.ts';
import { matchesWhen, suits } from '../../content/model/when.ts';
import { eventsJsonLd } from '../../site/timetable/events-json-ld.ts';
import { sessionWords } from '../../site/timetable/session-words.ts';
import { weekToShow } from '../../site/timetable/week-to-show.ts';
import { scheduleOf, sessionWith, timetableWith } from '../fixtures/timetables.ts';

const at = (text: string) => new Date(text);
const one = (changes: object = {}) => scheduleOf([timetableWith({}, [sessionWith(changes)])]);

test('a group whose dates are never published is not in the schedule, whatever a timetable says', () => {
  const schedule = scheduleOf([
    timetableWith({}, [sessionWith({ id: 'hidden', group: 'secret-course', room: 'Secret room' }), sessionWith()]),
  ]);
  expect(schedule.sessions.map(({ group }) => group)).toEqual(['play']);
  expect(JSON.stringify(schedule)).not.toMatch(/secret-course|Secret room/);
});

test('a session in a confidential venue is not in the schedule at all, and nor is the venue', () => {
  const schedule = scheduleOf([timetableWith({}, [sessionWith({ venue: 'refuge', room: 'Attic' })])]);
  expect(schedule.sessions).toEqual([]);
  expect(JSON.stringify(schedule)).not.toMatch(/refuge|Hidden|Attic/);
});

test('staff names never leave the timetable', () => {
  expect(JSON.stringify(one({ leader: 'Jo Bloggs' }))).not.toContain('Bloggs');
});

test('drafts, and timetables long over, are left out', () => {
  expect(scheduleOf([timetableWith({ status: 'draft' })]).sessions).toEqual([]);
  const autumn = timetableWith({ to: '2026-12-18' });
  expect(scheduleOf([autumn], '2026-12-25').sessions).toHaveLength(1);
  expect(scheduleOf([autumn], '2026-12-26').sessions).toEqual([]);
});

test('a session without a venue is there, with its place to be confirmed and no room', () => {
  const schedule = one({ venue: undefined });
  const [first] = occurrencesBetween(schedule, '2026-09-08', '2026-09-08');
  expect(first && sessionWords(schedule, first)).toMatchObject({
    place: 'Place to be confirmed',
    times: '10am to 11am',
  });
});

test('the next session passes over what is over and what is cancelled', () => {
  const schedule = one({ cancelled: [{ date: '2026-11-24', reason: 'Snow' }] });
  const words = (now: string) => nextSession(schedule, 'play', at(now))?.words;
  expect(words('2026-11-17T09:59:00Z')).toBe('Today 10am');
  expect(words('2026-11-17T10:30:00Z')).toBe('On now, until 11am');
  expect(words('2026-11-17T11:00:00Z')).toBe('Tuesday 1 December, 10am');
  expect(words('2026-11-25T12:00:00Z')).toBe('Tuesday 10am');
  expect(words('2026-11-30T23:59:00Z')).toBe('Tomorrow 10am');
  expect(words('2026-12-15T11:00:00Z')).toBeUndefined();
  expect(nextSession(schedule, 'play', at('2026-11-17T09:00:00Z'), 'south')).toBeUndefined();
});

test('what is coming up has the cancelled ones in it, marked', () => {
  const schedule = one({ cancelled: [{ date: '2026-11-24', reason: 'Snow' }] });
  const [first, second] = comingUp(schedule, { date: '2026-11-24', time: '10:59' });
  expect(first).toMatchObject({ date: '2026-11-24', cancelled: 'Snow' });
  expect(second).toMatchObject({ date: '2026-12-01' });
});

test('age 0 is an age: a baby suits a group from birth and not one from two', () => {
  const schedule = scheduleOf([
    timetableWith({}, [
      sessionWith(),
      sessionWith({ id: 'older', minimum_age: 2, maximum_age: 3 }),
      sessionWith({ id: 'newborn', maximum_age: 0 }),
    ]),
  ]);
  const suiting = (age: number) =>
    schedule.sessions.filter((each) => suits(schedule, each, { age })).map(({ id }) => id);
  expect(suiting(0)).toEqual(['north-autumn.play-tuesday', 'north-autumn.newborn']);
  expect(suiting(3)).toEqual(['north-autumn.play-tuesday', 'north-autumn.older']);
  expect(suiting(5)).toEqual([]);
});

test('sessions can be asked for by need, hub, drop-in, day and part of the day', () => {
  const schedule = one();
  const [session] = schedule.sessions;
  const [first] = occurrencesBetween(schedule, '2026-11-24', '2026-11-24');
  expect(session && first).toBeTruthy();
  const asks = (wanted: object) => suits(schedule, session!, wanted);
  expect([asks({ need: 'sleep' }), asks({ need: 'money' }), asks({ hub: 'south' }), asks({ dropIn: true })]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  const when = (wanted: object) => matchesWhen(first!, wanted);
  expect([when({}), when({ days: ['tuesday'] }), when({ days: ['monday'] })]).toEqual([true, true, false]);
  expect([when({ parts: ['morning'] }), when({ parts: ['evening'] })]).toEqual([true, false]);
  expect(when({ dates: { from: '2026-11-25', to: '2026-11-30' } })).toBe(false);
  expect(['11:59', '12:00', '17:00'].map(partOfDay)).toEqual(['morning', 'afternoon', 'evening']);
});

test('the week shown is this one while anything is left in it, then the next', () => {
  const schedule = one();
  expect(weekToShow(schedule, 'north', { date: '2026-11-24', time: '10:30' })).toBe('2026-11-23');
  expect(weekToShow(schedule, 'north', { date: '2026-11-24', time: '11:00' })).toBe('2026-11-30');
});

test('a closed day says why', () => {
  const schedule = scheduleOf([timetableWith({ closed: [{ from: '2026-12-02', reason: 'Training' }] })]);
  expect([closedOn(schedule, 'north', '2026-12-02'), closedOn(schedule, 'north', '2026-12-03')]).toEqual([
    'Training',
    undefined,
  ]);
});

test('events for search engines have the right offset in summer and winter, and cannot end their script', () => {
  const schedule = one({ title: 'Play', cancelled: [{ date: '2026-11-03', reason: 'Snow' }] });
  schedule.hubs.north!.name = 'North </script><b>';
  const text = eventsJsonLd(
    schedule,
    occurrencesBetween(schedule, '2026-10-20', '2026-11-03'),
    new URL('https://x.example'),
  );
  expect(text).not.toContain('<');
  const { '@graph': events } = JSON.parse(text) as { '@graph': { startDate: string; eventStatus: string }[] };
  expect(events.map(({ startDate }) => startDate)).toEqual([
    '2026-10-20T10:00:00+01:00',
    '2026-10-27T10:00:00+00:00',
    '2026-11-03T10:00:00+00:00',
  ]);
  expect(events.at(-1)?.eventStatus).toBe('https://schema.org/EventCancelled');
});
