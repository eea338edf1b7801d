import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type PackedCatalogue, unpackCatalogue } from '../../indexer/catalogue.ts';
import { writeEmbeddedIndex } from '../../indexer/pagefind.ts';
import type { Engine, EngineQuery } from '../../site/search/engines/engine.ts';
import { withFallback } from '../../site/search/engines/fallback.ts';
import { loadPagefind, openPagefind } from '../../site/search/engines/pagefind.ts';
import { directoryWith } from '../fixtures/directory.ts';
import { SERVICE } from '../fixtures/records.ts';

let folder: string;
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'search-'));
  const named = (name: string, more = '') => SERVICE.replace('The line', name) + more;
  const directory = await directoryWith({
    'services/samaritans.yaml': named('Samaritans', 'description: [Talk about a dinosaur at any hour.]\n'),
    'services/first-response.yaml': named('First Response'),
    'services/first-steps.yaml': named('First steps', 'alternate_names: [Home-Start]\n'),
  });
  await writeEmbeddedIndex(directory, folder, () => undefined);
  // Pagefind fetches its files; here they are on the disk.
  vi.stubGlobal('fetch', async (url: string) => new Response(await readFile(url.replace(/\?.*$/, ''))));
  engine = openPagefind(await catalogue(), () => loadPagefind(`${folder}/pagefind/`));
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true, force: true });
});

const catalogue = async () =>
  unpackCatalogue(JSON.parse(await readFile(join(folder, 'search/catalogue.json'), 'utf8')) as PackedCatalogue);
const query = (words: string, more: Partial<EngineQuery> = {}): EngineQuery => ({
  words,
  needs: [],
  filters: {},
  most: 100,
  ...more,
});
const found = async (words: string, more?: Partial<EngineQuery>) =>
  (await engine.find(query(words, more))).map(({ document }) => document.id);

test('only the files that a page loads are written, and every document has its fragment’s name', async () => {
  const files = (await readdir(join(folder, 'pagefind'), { recursive: true })).sort();
  expect(files.filter((file) => /ui|worker|highlight|fragment/.test(file))).toEqual([]);
  expect(files).toContain('pagefind.js');
  const { documents, fragments } = await catalogue();
  expect(fragments.size).toBe(documents.length);
});

test('a word that stands only in the long text is found through Pagefind', async () => {
  expect(await found('dinosaur')).toEqual(['service/samaritans']);
});

test('names are found, in any case, with a slip, by another name and without the space', async () => {
  expect((await found('samaritans'))[0]).toBe('service/samaritans');
  expect((await found('SAMARATANS'))[0]).toBe('service/samaritans');
  expect((await found('first response'))[0]).toBe('service/first-response');
  expect((await found('home start'))[0]).toBe('service/first-steps');
  expect((await found('homestart'))[0]).toBe('service/first-steps');
});

test('a need finds its help without any word, and filters hold', async () => {
  expect(await found('', { needs: ['sleep'] })).toHaveLength(7);
  expect(await found('', { needs: ['sleep'], filters: { delivery: 'in-person' } })).toEqual([
    'need/sleep',
    'group/play',
  ]);
});

test.each([
  '',
  'x',
  '👶',
  '<img src=x onerror=alert(1)>',
  '"',
  '""',
  '\\',
  'نیند',
  'a'.repeat(10_000),
  'word '.repeat(2000),
])('never throws: %s', async (words) => {
  await expect(engine.find(query(words))).resolves.toBeInstanceOf(Array);
});

test('when Pagefind cannot be fetched the catalogue still answers, and Pagefind is tried again', async () => {
  let tries = 0;
  const alone = openPagefind(await catalogue(), () => {
    tries += 1;
    return Promise.reject(new Error('no network'));
  });
  expect((await alone.find(query('samaratans')))[0]?.document.id).toBe('service/samaritans');
  await alone.find(query('dinosaur'));
  await alone.find(query('dinosaur'));
  expect(tries).toBeGreaterThanOrEqual(2);
});

test('while somebody types, nothing is fetched', async () => {
  let tries = 0;
  const lazy = openPagefind(await catalogue(), () => {
    tries += 1;
    return loadPagefind(`${folder}/pagefind/`);
  });
  await lazy.find(query('dinosaur', { quick: true }));
  expect(tries).toBe(0);
});

test('an index that lost a document stops the build and names it', async () => {
  const directory = await directoryWith();
  const twin = { ...directory, hubs: [...directory.hubs, ...directory.hubs] };
  await expect(writeEmbeddedIndex(twin, join(folder, 'broken'), () => undefined)).rejects.toThrow(/hub\/north/);
});

const slow: Engine = { name: 'meilisearch', find: () => new Promise(() => undefined) };
const dead: Engine = { name: 'meilisearch', find: () => Promise.reject(new Error('refused')) };

test('a slow or dead engine is replaced, left alone for a while, and tried again', async () => {
  let clock = 0;
  let calls = 0;
  const counted: Engine = {
    name: 'meilisearch',
    find: (asked) => {
      calls += 1;
      return dead.find(asked);
    },
  };
  const both = withFallback(counted, engine, { now: () => clock });
  expect((await both.find(query('samaritans')))[0]?.document.id).toBe('service/samaritans');
  expect(both.resting).toBe(true);
  await both.find(query('samaritans'));
  expect(calls).toBe(1);
  clock = 60_000;
  expect(both.resting).toBe(false);
  await both.find(query('samaritans'));
  expect(calls).toBe(2);
  const waiting = withFallback(slow, engine, { answerWithin: 20 });
  expect((await waiting.find(query('samaritans')))[0]?.document.id).toBe('service/samaritans');
});

test('a search that the visitor stopped is no fault of the engine', async () => {
  const both = withFallback(
    {
      name: 'meilisearch',
      find: (_query, signal) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped')))),
    },
    engine,
  );
  const stop = new AbortController();
  const search = both.find(query('samaritans'), stop.signal);
  stop.abort();
  await expect(search).rejects.toThrow('stopped');
  expect(both.resting).toBe(false);
});
