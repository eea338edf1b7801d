import { expect, test } from 'vitest';
import { packSessions, unpackSessions } from '../../indexer/catalogue-sessions.ts';
import type { Catalogue } from '../../indexer/catalogue.ts';
import type { Engine, Filters } from '../../site/search/engines/engine.ts';
import { filterFor } from '../../site/search/engines/meilisearch-filter.ts';
import { passes } from '../../site/search/filters.ts';
import { openMeetings } from '../../site/search/meetings.ts';
import { sessionOver } from '../../site/search/session.ts';
import { whenIn } from '../../site/search/understand/when.ts';
import { NOTHING_UNDERSTOOD, type Understand, type Understanding } from '../../site/search/understanding.ts';
import { document } from '../fixtures/search-documents.ts';
import { scheduleOf, sessionWith, timetableWith } from '../fixtures/timetables.ts';

/** Tuesdays at 10 for 'play', Thursdays at 18:00 for 'talk', and two that nobody may see. */
const schedule = scheduleOf(
  [
    timetableWith({}, [
      sessionWith({ cancelled: [{ date: '2026-12-01', reason: 'Snow' }], leader: 'Jo Bloggs' }),
      sessionWith({ id: 'talk', group: 'talk', day: 'thursday', start: '18:00', end: '19:00', minimum_age: 5 }),
      sessionWith({ id: 'secret', group: 'secret-course' }),
      sessionWith({ id: 'refuge', venue: 'refuge', room: 'Attic', group: 'talk', day: 'friday' }),
    ]),
  ],
  '2026-11-23',
);
const documents = [
  document({ id: 'service/line', needs: ['sleep'], area: 'district', checked: '2026-11-01' }),
  document({ id: 'group/play', needs: ['sleep'], hubs: ['north', 'south'] }),
  document({ id: 'group/talk', needs: ['sleep'], hubs: ['north'] }),
  document({ id: 'group/secret-course', needs: ['sleep'] }),
];
const hub = (id: string, area: string) => ({ id, name: area, area, latitude: 53.8, longitude: -1.75 });
const catalogue: Catalogue = {
  documents,
  fragments: new Map(),
  sessions: unpackSessions(packSessions(schedule)),
  facts: {
    ...{
      hubWord: 'Family Hub',
      district: 'Northshire',
      localities: [],
      terms: [],
      languages: [],
      lines: [],
      needs: {},
    },
    hubs: [hub('north', 'North'), hub('south', 'South')],
  },
};
/** Both engines keep to the same rule; this one finds everything that it lets through. */
const everything: Engine = {
  name: 'pagefind',
  find: async ({ filters }) =>
    documents.filter((one) => passes(one, filters)).map((one) => ({ document: one, words: 0 })),
};
const meaning =
  (more: Partial<Understanding> = {}): Understand =>
  (text, _ignore, now = new Date()) => {
    const when = whenIn(text, now)?.value;
    return { ...NOTHING_UNDERSTOOD, needs: [{ id: 'sleep', confidence: 0.9 }], ...(when && { when }), ...more };
  };
const MONDAY = new Date('2026-11-23T09:00:00Z');

async function search(text: string, filters: Filters = {}, now = MONDAY, more: Partial<Understanding> = {}) {
  const results = await sessionOver(catalogue, everything, meaning(more)).search(text, filters, [], { now });
  const moment = { date: now.toISOString().slice(0, 10), time: now.toISOString().slice(11, 16) };
  return {
    ids: results.list.map((one) => one.document.id),
    words: Object.fromEntries(
      results.list.flatMap((one) => {
        const meeting = results.meets(one.document, moment);
        return meeting ? [[one.document.id, `${meeting.fits ? 'Fits' : 'Next'}: ${meeting.words}`]] : [];
      }),
    ),
    time: results.time,
  };
}

test('the catalogue carries no date that is past or cancelled, no place, no reason and no name', () => {
  const packed = packSessions(schedule);
  expect(packed.flatMap(({ dates }) => dates).filter((date) => date < '2026-11-23')).toEqual([]);
  expect(JSON.stringify(packed)).not.toMatch(/2026-12-01|Snow|Bloggs|hall|Big room/);
});

test('a group whose dates are never published and a session in a confidential venue are not in the catalogue', () => {
  const packed = packSessions(schedule);
  expect(packed.map(({ group, start }) => `${group} ${start}`)).toEqual(['play 10:00', 'talk 18:00']);
  expect(JSON.stringify(packed)).not.toMatch(/secret|refuge|Attic/);
});

test('every group with published dates says when it is next on, and nothing else does', async () => {
  expect((await search('sleep')).words).toEqual({
    'group/play': 'Next: Tomorrow 10am, North',
    'group/talk': 'Next: Thursday 6pm, North',
  });
  const later = await search('sleep', {}, new Date('2026-11-24T11:00:00Z'));
  expect(later.words['group/play']).toBe('Next: Tuesday 8 December, 10am, North');
  expect((await search('sleep', {}, new Date('2027-01-10T09:00:00Z'))).words).toEqual({});
});

test('a time that was understood brings forward what meets then and hides nothing', async () => {
  const thursday = await search('sleep thursday');
  expect(thursday.ids[0]).toBe('group/talk');
  expect([...thursday.ids].sort()).toEqual(documents.map(({ id }) => id).sort());
  expect(thursday.words).toEqual({
    'group/talk': 'Fits: Thursday 6pm, North',
    'group/play': 'Next: Tomorrow 10am, North',
  });
  expect(thursday.time).toEqual({ chosen: false, found: 1 });
  expect((await search('sleep tuesday mornings')).ids[0]).toBe('group/play');
  expect((await search('sleep at the weekend')).time).toEqual({ chosen: false, found: 0 });
});

test('a time that was chosen leaves only what meets then', async () => {
  expect((await search('sleep', { when: 'tomorrow' })).ids).toEqual(['group/play']);
  expect((await search('', { when: 'this-week' })).ids.sort()).toEqual(['group/play', 'group/talk']);
  expect((await search('sleep', { when: 'today' })).ids).toEqual([]);
  expect((await search('sleep thursday', { when: 'tomorrow' })).ids).toEqual(['group/play']);
  // The session of 1 December is cancelled.
  expect((await search('sleep', { when: 'next-week' })).ids).toEqual(['group/talk']);
});

test('the day a person tells of in danger is no wish', async () => {
  for (const tier of ['strong', 'quiet'] as const) {
    const danger = await search('he hit me thursday', {}, MONDAY, { urgent: { tier, need: 'scared' } });
    expect(danger.time).toBeUndefined();
    expect(danger.words['group/talk']).toBe('Next: Thursday 6pm, North');
  }
});

test('a session is only named to an age it is for, and in the hub area that was chosen', async () => {
  const baby = await search('sleep', { age: 0 });
  expect(Object.keys(baby.words)).toEqual(['group/play']);
  expect((await search('sleep', { hub: 'north' })).words['group/play']).toBe('Next: Tomorrow 10am, North');
  const south = await search('sleep', { hub: 'south' });
  expect(south.ids).toContain('group/play');
  expect(south.words).toEqual({});
});

test('the family’s own hub area is named before a sooner session elsewhere', () => {
  const [first] = catalogue.sessions;
  const meetingOf = openMeetings({
    facts: catalogue.facts,
    sessions: [first!, { ...first!, id: 'later', hub: 'south', dates: ['2026-11-26'] }],
  });
  const words = (hub?: string) =>
    meetingOf(documents[1]!, hub === undefined ? {} : { hub }, { date: '2026-11-23', time: '09:00' })?.words;
  expect(words()).toBe('Tomorrow 10am, North');
  expect(words('south')).toBe('Thursday 10am, South');
});

test('half term without school terms changes nothing, and with them it is a time', async () => {
  expect((await search('half term sleep')).time).toBeUndefined();
  catalogue.facts.terms = [
    { from: '2026-09-07', to: '2026-11-20' },
    { from: '2026-11-30', to: '2026-12-18' },
  ];
  const half = await search('half term sleep');
  catalogue.facts.terms = [];
  expect(half.time).toEqual({ chosen: false, found: 2 });
});

test('a server is asked for groups only when a time is chosen, as the embedded engine is', () => {
  expect(filterFor({ when: 'today' })).toEqual(['kind = "need" OR (kind IN ["group", "service"] AND kind = "group")']);
});
