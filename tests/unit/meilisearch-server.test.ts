import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SearchDocument } from '../../indexer/documents.ts';
import { Connection } from '../../indexer/meilisearch/connection.ts';
import { searchOnlyKey } from '../../indexer/meilisearch/keys.ts';
import type { Engine, EngineQuery } from '../../site/search/engines/engine.ts';
import { openMeilisearch } from '../../site/search/engines/meilisearch.ts';
import { type IndexedServer, query, startIndexedServer } from '../fixtures/meilisearch/indexed-server.ts';
import { NO_SERVER, realServerHere } from '../fixtures/meilisearch/real-server.ts';

describe.skipIf(!realServerHere())('an index on a real Meilisearch server', () => {
  let server: IndexedServer;
  let engine: Engine;
  const ids = async (more: Partial<EngineQuery>) => (await engine.find(query(more))).map(({ document }) => document.id);

  beforeAll(async () => {
    server = await startIndexedServer();
    engine = openMeilisearch(server.page);
  });
  afterAll(() => server?.stop());

  test('holds every document, as every other engine gives it', async () => {
    const found = await engine.find(query({ needs: ['sleep'] }));
    const [one] = found;
    const { words: _words, ...original } = server.documents.find(({ id }) => id === one?.document.id) as SearchDocument;
    expect(one?.document).toEqual({ ...original, words: '' });
    expect(
      await (await server.call('/multi-search', 'POST', { queries: [{ indexUid: server.index, q: '' }] })).json(),
    ).toMatchObject({
      results: [{ estimatedTotalHits: server.documents.length }],
    });
  });

  test('is built again and swapped, and nothing of the old one stays', async () => {
    await server.build(server.documents.slice(0, 100));
    expect((await ids({})).length).toBeLessThanOrEqual(100);
    await server.build();
    const { results } = (await (
      await server.call('/indexes?limit=1000', 'GET', undefined, server.adminKey)
    ).json()) as {
      results: { uid: string }[];
    };
    expect(results.map(({ uid }) => uid).filter((uid) => uid.startsWith(server.index))).toEqual([server.index]);
  });

  test('serves the live index while a run fails half-way, and afterwards', async () => {
    const broken = server.documents.map((document, at) =>
      at === 200 ? { ...document, id: 'service/not allowed!' } : document,
    );
    const looking = new Set<number>();
    const watch = setInterval(() => void ids({ needs: ['sleep'] }).then((found) => looking.add(found.length)), 50);
    await expect(server.build(broken)).rejects.toThrow(/gave up while indexing documents/);
    clearInterval(watch);
    expect([...looking].every((found) => found > 0)).toBe(true);
    const { results } = (await (
      await server.call('/indexes?limit=1000', 'GET', undefined, server.adminKey)
    ).json()) as {
      results: { uid: string }[];
    };
    expect(results.map(({ uid }) => uid).filter((uid) => uid.startsWith(server.index))).toEqual([server.index]);
  });

  test('gives the page a key that can search this index and do nothing else', async () => {
    expect(await searchOnlyKey(server.connection)).toBe(server.page.key);
    const forbidden: [string, string, object?][] = [
      ['/keys', 'GET'],
      ['/indexes', 'GET'],
      [`/indexes/${server.index}/settings`, 'GET'],
      [`/indexes/${server.index}/documents`, 'GET'],
      [`/indexes/${server.index}/documents`, 'POST', [{ key: 'x' }]],
      [`/indexes/${server.index}`, 'DELETE'],
      ['/swap-indexes', 'POST', []],
      ['/tasks', 'GET'],
      ['/version', 'GET'],
      ['/dumps', 'POST'],
      ['/indexes/another/search', 'POST', { q: '' }],
    ];
    for (const [path, method, body] of forbidden) {
      expect([path, (await server.call(path, method, body)).status]).toEqual([path, 403]);
    }
  });

  test('refuses a key of ours that can do more', async () => {
    const wide = (await (
      await server.call(
        '/keys',
        'POST',
        { actions: ['search', 'documents.get'], indexes: [server.index], expiresAt: null },
        server.adminKey,
      )
    ).json()) as { key: string };
    await expect(searchOnlyKey(new Connection({ ...server.connection.target, searchKey: wide.key }))).rejects.toThrow(
      /can do more than search: it can read all documents/,
    );
    await expect(
      searchOnlyKey(new Connection({ ...server.connection.target, searchKey: server.page.key })),
    ).resolves.toBe(server.page.key);
  });

  test('says in a word what is wrong with a lost index, other settings and a wrong key', async () => {
    const wrong = (more: object) => openMeilisearch({ ...server.page, ...more }).find(query({ needs: ['sleep'] }));
    await expect(wrong({ key: 'wrong' })).rejects.toMatchObject({ why: 'wrong-key' });
    await expect(wrong({ index: 'another' })).rejects.toMatchObject({ why: 'wrong-key' });
    await expect(wrong({ index: 'another', key: server.adminKey })).rejects.toMatchObject({ why: 'index-lost' });
    const other = `${server.index}-other`;
    await server.connection.task('making another index', (client) => client.createIndex(other, { primaryKey: 'key' }));
    await expect(wrong({ index: other, key: server.adminKey })).rejects.toMatchObject({ why: 'other-settings' });
  });

  test('searches by meaning as well where the council has an embedder', async () => {
    // A stand-in embedder: one dimension for each letter it knows.
    const embedder = createServer((request, response) => {
      void (async () => {
        let text = '';
        for await (const chunk of request) text += String(chunk);
        const { input } = JSON.parse(text) as { input: string[] };
        const vector = (words: string) =>
          [...'abcdefghijklmnop'].map((letter) => words.toLowerCase().split(letter).length);
        response.writeHead(200, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ vectors: input.map(vector) }));
      })();
    });
    await new Promise<void>((resolve) => embedder.listen(0, '127.0.0.1', resolve));
    try {
      await server.build(undefined, {
        source: 'rest',
        url: `http://127.0.0.1:${(embedder.address() as AddressInfo).port}/`,
        dimensions: 16,
        request: { input: ['{{text}}', '{{..}}'] },
        response: { vectors: ['{{embedding}}', '{{..}}'] },
        semanticRatio: 0.5,
      });
      const hybrid = openMeilisearch({ ...server.page, hybrid: { embedder: 'families', semanticRatio: 0.9 } });
      const found = await hybrid.find(query({ words: 'zzzz nothing has these words' }));
      expect(found.length).toBeGreaterThan(10);
    } finally {
      embedder.close();
    }
  });
});

if (!realServerHere()) test.skip(NO_SERVER, () => undefined);
