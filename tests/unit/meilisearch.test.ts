import { mkdtemp, readFile, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SearchDocument } from '../../indexer/documents.ts';
import { run } from '../../indexer/index-command.ts';
import { Connection, type Target, targetFrom } from '../../indexer/meilisearch/connection.ts';
import { newCopyName } from '../../indexer/meilisearch/copies.ts';
import { buildMeilisearchIndex } from '../../indexer/meilisearch/index.ts';
import { documentCalled } from '../fixtures/meilisearch/documents.ts';
import {
  ADMIN_KEY,
  type Fault,
  type FakeServer,
  SEARCH_KEY,
  startFakeServer,
} from '../fixtures/meilisearch/fake-server.ts';

let server: FakeServer;
let lines: string[];
const say = (line: string) => void lines.push(line);

beforeEach(async () => {
  lines = [];
  server = await startFakeServer();
});
afterEach(() => server.close());

describe('building an index', () => {
  test('puts it live, and the next one takes its place in one step', async () => {
    await build([documentCalled('a')]);
    expect(server.indexes.get('families')).toHaveLength(1);
    await build([documentCalled('a'), documentCalled('b')]);
    expect([...server.indexes.keys()]).toEqual(['families']);
    expect(server.indexes.get('families')).toHaveLength(2);
  });

  test('sends batches and says how far it is', async () => {
    await build(
      Array.from({ length: 25 }, (_, i) => documentCalled(`d${i}`)),
      { batch: 10 },
    );
    expect(lines.filter((line) => line.includes('of 25 documents'))).toEqual([
      '  10 of 25 documents indexed',
      '  20 of 25 documents indexed',
      '  25 of 25 documents indexed',
    ]);
  });

  test('removes what a crashed run left, and nothing else', async () => {
    server.indexes.set('families_20200101T000000Z_abcd', []);
    server.indexes.set('families_archive', []);
    await build([documentCalled('a')]);
    expect([...server.indexes.keys()].sort()).toEqual(['families', 'families_archive']);
  });

  test('gives way to another run', async () => {
    server.indexes.set(newCopyName('families'), []);
    await expect(build([documentCalled('a')])).rejects.toThrow(/another run is building families already/i);
    expect(server.indexes.size).toBe(1);
  });

  test('stops when it is told to, and tidies up', async () => {
    await build([documentCalled('a')]);
    const connection = new Connection(target());
    server.fault = ({ path }) => {
      if (path.endsWith('/documents')) connection.stop();
      return undefined;
    };
    await expect(
      buildMeilisearchIndex(connection, { documents: [documentCalled('b')], settings: {} }, say),
    ).rejects.toThrow(/stopped by hand/);
    expectUntouched();
  });

  /** A fault of every request whose path ends so. */
  const on =
    (ending: string, wrong: ReturnType<Fault>): Fault =>
    ({ path }) =>
      path.endsWith(ending) ? wrong : undefined;
  const answers = (status: number, answer: unknown) => ({ status, answer });
  const refuses = (status: number, code: string, message = 'x') => answers(status, { code, message });
  const fails = (code: string, message = 'x') => ({ taskError: { code, message } });

  const failures: [string, Fault, RegExp][] = [
    ['hangs', on('/documents', 'hang'), /took too long while sending documents 1 to 1/],
    [
      'hangs while a task runs',
      ({ path }) => (path.startsWith('/tasks/') && once() ? 'hang' : undefined),
      /took too long/,
    ],
    ['breaks off', on('/documents', 'drop'), /did not answer while sending/],
    ['answers HTML', on('/documents', 'html'), /not as Meilisearch does/],
    [
      'answers HTML with an error',
      on('/documents', answers(502, '<html>Bad gateway</html>')),
      /not as Meilisearch does/,
    ],
    ['is no Meilisearch', on('/health', answers(200, { ok: true })), /not as Meilisearch does/],
    ['is not well', on('/health', answers(200, { status: 'degraded' })), /is not well \(degraded\)/],
    ['is too old', on('/version', answers(200, { pkgVersion: '1.11.3' })), /runs Meilisearch 1\.11\.3/],
    ['is too new', on('/version', answers(200, { pkgVersion: '2.0.0' })), /runs Meilisearch 2\.0\.0/],
    [
      'refuses the key',
      on('/version', refuses(403, 'invalid_api_key', `${ADMIN_KEY} is wrong`)),
      /refused the key while asking/,
    ],
    ['has no master key', on('/version', refuses(401, 'missing_master_key')), /without a master key/],
    [
      'refuses the settings',
      on('/settings', refuses(400, 'invalid_settings', 'unknown rule')),
      /new index: unknown rule/,
    ],
    [
      'fails a task',
      on('/documents', fails('invalid_document_id', 'Document 7 is wrong.')),
      /up to 1: Document 7 is wrong/,
    ],
    ['has a full disk', on('/documents', fails('no_space_left_on_device')), /disk is full/],
    ['refuses a batch as too large', on('/documents', refuses(413, 'payload_too_large')), /too large/],
    ['loses the index', on('/stats', refuses(404, 'index_not_found', 'Index gone.')), /disappeared while counting/],
    [
      'holds another number',
      on('/stats', answers(200, { numberOfDocuments: 7 })),
      /1 documents were sent and it holds 7/,
    ],
    [
      'does not find a title',
      on('/search', answers(200, { hits: [], estimatedTotalHits: 0 })),
      /"The b" did not find service\/b/,
    ],
    ['cannot swap', on('/swap-indexes', fails('internal', 'swap broke.')), /take the old one's place: .*swap broke/],
    ['fails inside', on('/stats', refuses(500, 'internal', 'boom')), /status 500: boom/],
  ];
  let calls = 0;
  const once = () => calls++ === 2;

  test.each(failures)('leaves the live index as it is when the server %s', async (_name, fault, sentence) => {
    calls = 0;
    await build([documentCalled('a')]);
    server.fault = fault;
    const failed = await build([documentCalled('b')], { patience: 0.3 }).catch((error: unknown) => error);
    expect(String(failed)).toMatch(sentence);
    expect(String(failed)).not.toContain(ADMIN_KEY);
    expect(String(failed)).not.toContain('undefined');
    expect(String(failed)).toMatch(/\. [A-Z][^.]+.*\.$/);
    expectUntouched();
  });

  test('does not fail when only the old index cannot be removed', async () => {
    await build([documentCalled('a')]);
    server.fault = ({ method }) =>
      method === 'DELETE' ? { taskError: { code: 'internal', message: 'x' } } : undefined;
    await build([documentCalled('b')]);
    expect(server.indexes.get('families')?.[0]?.id).toBe('service/b');
    expect(lines.at(-1)).toMatch(/still there as families_/);
  });

  test('says so when nothing listens there', async () => {
    await server.close();
    await expect(build([documentCalled('a')])).rejects.toThrow(
      /did not answer while asking whether it is well \(.*ECONNREFUSED/,
    );
  });
});

describe('npm run index', () => {
  test('hands the page a search-only key, and never prints a key', async () => {
    const folders = await builtSite();
    const code = await run({ ...environment(), ...folders }, say);
    expect(lines.join('\n')).not.toContain(ADMIN_KEY);
    expect(lines.join('\n')).not.toContain(SEARCH_KEY);
    expect(code).toBe(0);
    for (const path of [join(folders.DIST, 'search/settings.json'), join(folders.CACHE, 'search-settings.json')]) {
      const text = await readFile(path, 'utf8');
      expect(JSON.parse(text)).toEqual({
        engine: 'meilisearch',
        url: server.url,
        index: 'families',
        key: SEARCH_KEY,
        geo: false,
      });
    }
    await expect(readFile(join(folders.DIST, 'search/settings.json.br'))).rejects.toThrow();
  }, 30_000);

  test('ends with 1 and one sentence when the server fails, and writes nothing', async () => {
    const folders = await builtSite();
    server.fault = ({ path }) =>
      path === '/swap-indexes' ? { taskError: { code: 'internal', message: `${ADMIN_KEY} broke` } } : undefined;
    expect(await run({ ...environment(), ...folders }, say)).toBe(1);
    expect(lines.join('\n')).not.toContain(ADMIN_KEY);
    expect(lines.at(-1)).toMatch(/could not take the old one's place/);
    await expect(readFile(join(folders.CACHE, 'search-settings.json'))).rejects.toThrow();
  }, 30_000);

  test('refuses an admin key in the place of a search key', async () => {
    expect(await run({ ...environment(), MEILI_SEARCH_KEY: ADMIN_KEY }, say)).toBe(1);
    expect(lines.at(-1)).toMatch(/it is the admin key itself/);
    expect(lines.join('\n')).not.toContain(ADMIN_KEY);
  }, 30_000);

  test.each([
    [{ MEILI_URL: 'not an address' }, /MEILI_URL is "not an address"/],
    [{ MEILI_URL: 'http://me:secret@example.org' }, /MEILI_URL is "http:\/\/example.org"/],
    [{ MEILI_INDEX: '../other' }, /MEILI_INDEX is "..\/other"/],
    [{ MEILI_ADMIN_KEY: '' }, /There is no key/],
    [{ MEILI_EMBEDDER: '{"source":"openAi","apiKey":"sk-secret"}' }, /must be one of ollama, rest, huggingFace/],
    [{ MEILI_EMBEDDER: 'sk-secret' }, /is not a JSON object/],
  ])('says what is wrong with %j', async (wrong, sentence) => {
    expect(await run({ ...environment(), ...wrong }, say)).toBe(1);
    expect(lines.join('\n')).toMatch(sentence);
    expect(lines.join('\n')).not.toContain('secret');
  });
});

function target(more: Partial<Target> = {}): Target {
  return { ...(targetFrom({ MEILI_URL: server.url, MEILI_ADMIN_KEY: ADMIN_KEY }) as Target), ...more };
}

function environment() {
  return {
    MEILI_URL: server.url,
    MEILI_ADMIN_KEY: ADMIN_KEY,
    TODAY: '2026-11-22',
    DIST: join(tmpdir(), 'no-such-site'),
    CACHE: join(tmpdir(), 'no-such-cache'),
  };
}

async function builtSite() {
  const folder = await mkdtemp(join(tmpdir(), 'meilisearch-'));
  await mkdir(join(folder, 'dist/search'), { recursive: true });
  await writeFile(join(folder, 'dist/search/settings.json.br'), 'old');
  return { DIST: join(folder, 'dist'), CACHE: join(folder, 'cache') };
}

function build(documents: SearchDocument[], more: Partial<Target> = {}) {
  return buildMeilisearchIndex(new Connection(target(more)), { documents, settings: {} }, say);
}

/** The live index serves document a, and nothing else is left on the server that a later run would not remove. */
function expectUntouched() {
  expect(server.indexes.get('families')?.map(({ id }) => id)).toEqual(['service/a']);
  const left = [...server.indexes.keys()].filter((name) => name !== 'families');
  expect(left.length === 0 || lines.some((line) => line.includes(`${left[0] ?? ''} could not be removed`))).toBe(true);
}
