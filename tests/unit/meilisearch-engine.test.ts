import { afterEach, beforeEach, expect, test } from 'vitest';
import type { EngineQuery } from '../../site/search/engines/engine.ts';
import { filterFor, quoted } from '../../site/search/engines/meilisearch-filter.ts';
import { EngineError } from '../../site/search/engines/meilisearch-server.ts';
import { wordsToSend } from '../../site/search/engines/meilisearch-questions.ts';
import { openMeilisearch } from '../../site/search/engines/meilisearch.ts';
import { documentCalled } from '../fixtures/meilisearch/documents.ts';
import { type Fault, type FakeServer, SEARCH_KEY, startFakeServer } from '../fixtures/meilisearch/fake-server.ts';

let server: FakeServer;
beforeEach(async () => {
  server = await startFakeServer();
});
afterEach(() => server.close());

const query: EngineQuery = { words: '', needs: [], filters: {}, most: 100 };
const settings = () => ({ url: server.url, index: 'families', key: SEARCH_KEY });
const sent = () => server.seen.at(-1) ?? '';

test('never sends a postcode or a position', async () => {
  const engine = openMeilisearch({ ...settings(), geo: true }, []);
  await engine.find({
    ...query,
    words: 'swimming near BD5 0HD or bd71ab',
    near: { latitude: 53.78321, longitude: -1.75432 },
  });
  expect(sent()).toContain('swimming near');
  expect(sent()).not.toMatch(/bd5|0hd|bd7|1ab|53\.7|1\.75|geo/i);
});

test('sends a rough place only where the settings say so', async () => {
  const around = { latitude: 53.78321, longitude: -1.75432 };
  await openMeilisearch(settings(), []).find({ ...query, needs: ['sleep'], around });
  expect(sent()).not.toMatch(/geo/);
  await openMeilisearch({ ...settings(), geo: true }, []).find({ ...query, needs: ['sleep'], around });
  expect(sent()).toContain('_geoPoint(53.78, -1.75):asc');
  expect(sent()).not.toContain('53.783');
});

test('takes the telling words of anything, and a bounded number of them', () => {
  expect(wordsToSend('')).toEqual([]);
  expect(wordsToSend('<script>alert(1)</script> 😀 ابني لا ينام')).toEqual([
    'script',
    'alert',
    '1',
    'ابني',
    'لا',
    'ينام',
  ]);
  expect(wordsToSend('word '.repeat(2000))).toEqual(['word']);
  expect(wordsToSend(Array.from({ length: 500 }, (_, i) => `w${i}`).join(' ')).length).toBeLessThanOrEqual(8);
});

test('writes filters that no value can break out of', () => {
  expect(quoted('Urdu" OR free = true OR kind = "x')).toBe('"Urdu\\" OR free = true OR kind = \\"x"');
  expect(quoted('ends with a backslash\\')).toBe('"ends with a backslash"');
  expect(filterFor({})).toEqual([]);
  expect(filterFor({ age: 0, need: 'sleep' })).toEqual([
    'kind = "need" OR (kind IN ["group", "service"] AND age_from <= 0 AND age_to >= 0)',
    'needs IN ["sleep"]',
  ]);
});

const found = documentCalled('a', { title: 'Sleep <b>clinic</b>' });
const hit = {
  ...found,
  words: undefined,
  _rankingScore: 0.8,
  _formatted: { title: '\uE000Sleep\uE001 <b>clinic</b>', summary: found.summary },
};
const answers =
  (hits: object[]): Fault =>
  ({ path }) =>
    path === '/multi-search'
      ? { status: 200, answer: { results: [{ hits, estimatedTotalHits: hits.length }] } }
      : undefined;

test('gives documents in the shape every engine has, and marks words without markup', async () => {
  server.fault = answers([hit]);
  const [one] = await openMeilisearch(settings()).find({ ...query, words: 'slep' });
  expect(one?.document).toEqual({ ...found, words: '' });
  expect(one?.words).toBeCloseTo(0.72);
  expect(one?.matched).toEqual(['sleep']);
  expect(one?.highlight?.title).toEqual([
    { text: 'Sleep', marked: true },
    { text: ' <b>clinic</b>', marked: false },
  ]);
});

test('leaves out what this build has no page for', async () => {
  server.fault = answers([hit, { id: 'service/newer' }]);
  const list = await openMeilisearch(settings(), [found]).find({ ...query, words: 'sleep' });
  expect(list.map((one) => one.document)).toEqual([found]);
});

const faults: [string, Fault | 'closed', EngineError['why']][] = [
  ['refuses', 'closed', 'no-answer'],
  ['breaks off', () => 'drop', 'no-answer'],
  ['answers HTML', () => 'html', 'not-meilisearch'],
  ['answers other JSON', () => ({ status: 200, answer: { ok: true } }), 'not-meilisearch'],
  ['lost the index', () => ({ status: 404, answer: { code: 'index_not_found', message: 'x' } }), 'index-lost'],
  [
    'has other settings',
    () => ({ status: 400, answer: { code: 'invalid_search_filter', message: 'x' } }),
    'other-settings',
  ],
  ['refuses the key', () => ({ status: 403, answer: { code: 'invalid_api_key', message: 'x' } }), 'wrong-key'],
  ['is too busy', () => ({ status: 503, answer: { code: 'too_many_search_requests', message: 'x' } }), 'too-busy'],
];
test.each(faults)('says why when the server %s', async (_name, fault, why) => {
  if (fault === 'closed') await server.close();
  else server.fault = fault;
  const error = await openMeilisearch(settings())
    .find({ ...query, words: 'sleep' })
    .catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(EngineError);
  expect((error as EngineError).why).toBe(why);
  expect((error as EngineError).message).toMatch(/^The search server at http.+: .+\.$|^The search server at http.+\.$/);
  expect((error as EngineError).message).not.toContain(SEARCH_KEY);
});

test('stops at once when nobody waits any more', async () => {
  server.fault = () => 'hang';
  const stop = new AbortController();
  const asked = openMeilisearch(settings()).find({ ...query, words: 'sleep' }, stop.signal);
  setTimeout(() => stop.abort(), 20);
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
});
