import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchDocument } from '../../indexer/documents.ts';
import type { EngineQuery } from '../../site/search/engines/engine.ts';
import { type CountingEngine, openMeilisearch } from '../../site/search/engines/meilisearch.ts';
import { passes } from '../../site/search/filters.ts';
import { milesBetween } from '../../site/search/miles.ts';
import { type IndexedServer, query, startIndexedServer } from '../fixtures/meilisearch/indexed-server.ts';
import { NO_SERVER, realServerHere } from '../fixtures/meilisearch/real-server.ts';

describe.skipIf(!realServerHere())('searching on a real Meilisearch server', () => {
  let server: IndexedServer;
  let engine: CountingEngine;
  const ids = async (more: Partial<EngineQuery>) => (await engine.find(query(more))).map(({ document }) => document.id);
  /** What `passes` lets through: what a filter must find, from the documents themselves. */
  const expected = (filters: EngineQuery['filters']) =>
    server.documents
      .filter((document) => passes(document, filters))
      .map(({ id }) => id)
      .sort();

  beforeAll(async () => {
    server = await startIndexedServer();
    engine = openMeilisearch(server.page);
  });
  afterAll(() => server?.stop());

  test('finds names, other names and slips', async () => {
    expect((await ids({ words: 'Samaritans' }))[0]).toBe('service/samaritans');
    expect((await ids({ words: 'samaratans' }))[0]).toBe('service/samaritans');
    expect((await ids({ words: 'camhs' }))[0]).toBe('service/camhs');
  });

  test('marks the words it found by', async () => {
    const [one] = await engine.find(query({ words: 'samaritans' }));
    expect(one?.words).toBe(1);
    expect(one?.highlight?.title.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['Samaritans']);
  });

  test.each([
    { need: 'sleep' },
    { age: 0 },
    { age: 15 },
    { hub: 'keighley-shipley' },
    { free: true },
    { send: true },
    { access: 'drop-in' },
    { delivery: 'phone' },
    { need: 'sleep', age: 0, free: true },
  ] as EngineQuery['filters'][])('filters by %j as the page itself does', async (filters) => {
    const whole = openMeilisearch(server.page, server.documents);
    const found = await whole.find(query({ filters }));
    expect(found.map(({ document }) => document.id).sort()).toEqual(expected(filters));
    expect(found.length).toBeGreaterThan(0);
  });

  test('filters by language, and no value breaks out of its quotes', async () => {
    const language = server.documents.flatMap(({ languages }) => languages)[0] ?? 'Urdu';
    const help = (list: string[]) => list.filter((id) => /^(group|service)/.test(id)).sort();
    const whole = openMeilisearch(server.page, server.documents);
    const found = await whole.find(query({ filters: { language } }));
    expect(help(found.map(({ document }) => document.id))).toEqual(help(expected({ language })));
    for (const odd of ['" OR free = true OR kind = "x', "' OR free = true", '\\', '"', ']', '\u0000']) {
      expect(help(await ids({ filters: { language: odd } }))).toEqual([]);
    }
  });

  test('finds help for a need and for words, each document once', async () => {
    const found = await engine.find(query({ words: 'baby group', needs: ['sleep', 'crying-baby'] }));
    const all = found.map(({ document }) => document.id);
    expect(new Set(all).size).toBe(all.length);
    expect(found.some(({ document, words }) => document.needs.includes('sleep') && words === 0)).toBe(true);
    expect(found.some(({ words }) => words > 0)).toBe(true);
  });

  test('counts what each filter would leave', async () => {
    const counts = await engine.count(query({ needs: ['sleep'] }));
    const wanted = server.documents.filter(({ needs }) => needs.includes('sleep'));
    expect(counts.needs?.sleep).toBe(wanted.length);
    expect(counts.free?.true ?? 0).toBe(wanted.filter(({ free }) => free).length);
  });

  test('sorts by a rough place where the settings say so, and keeps what has no place', async () => {
    const here = { latitude: 53.8673, longitude: -1.9069 };
    const near = openMeilisearch({ ...server.page, geo: true });
    const order = (await near.find(query({ around: here }))).map(({ document }) => document);
    const miles = order.flatMap(({ positions: [first] }) => (first ? [milesBetween(first, here)] : []));
    expect(miles.length).toBeGreaterThan(3);
    // What is sent is rounded, so two places may change seats when they are about equally far.
    expect(miles.every((far, at) => at === 0 || far >= (miles[at - 1] ?? 0) - 1)).toBe(true);
    expect(order.some(({ positions }) => positions.length === 0)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['one letter', 'x'],
    ['an emoji', '👶'],
    ['markup', '<img src=x onerror=alert(1)>'],
    ['quotes', '"""'],
    ['an open quote', '"sleep'],
    ['a backslash', '\\'],
    ['a minus', '-sleep'],
    ['right-to-left text', 'نیند نہیں آتی'],
    ['10,000 letters', 'a'.repeat(10_000)],
    ['2,000 words', 'word '.repeat(2000)],
  ])('answers %s without an error', async (_name, words) => {
    await expect(engine.find(query({ words }))).resolves.toBeInstanceOf(Array);
  });

  test('finds what its own defaults do not: other words for the same thing', async () => {
    const plain = `${server.index}-plain`;
    await server.connection.task('making a plain index', (client) => client.createIndex(plain, { primaryKey: 'key' }));
    const rows = server.documents.map((document) => ({ ...document, key: document.id.replace('/', '_') }));
    await server.connection.task('filling it', (client) => client.index(plain).addDocuments(rows));
    // Words that families say and no record writes; right is a hit among the first five that helps with the need.
    const said: [string, string][] = [
      ['ketamine', 'alcohol-drugs-young'],
      ['skint', 'money-debt'],
      ['fidgeting', 'adhd'],
      ['bailiffs letter', 'money-debt'],
      ['chuttiyan', 'holiday-clubs'],
    ];
    const helps = (list: SearchDocument[], need: string) => list.slice(0, 5).some(({ needs }) => needs.includes(need));
    let [ours, theirs] = [0, 0];
    for (const [words, need] of said) {
      if (
        helps(
          (await engine.find(query({ words }))).map(({ document }) => document),
          need,
        )
      )
        ours += 1;
      const { hits } = await server.connection.client.index<SearchDocument>(plain).search(words, { limit: 5 });
      if (helps(hits, need)) theirs += 1;
    }
    expect(ours).toBeGreaterThan(theirs);
  });
});

if (!realServerHere()) test.skip(NO_SERVER, () => undefined);
