import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadContent } from '../../content/check.ts';
import { buildDirectory } from '../../content/model/directory.ts';
import { searchDocuments } from '../../indexer/documents.ts';
import { Connection, type Target, targetFrom } from '../../indexer/meilisearch/connection.ts';
import { buildMeilisearchIndex } from '../../indexer/meilisearch/index.ts';
import { searchOnlyKey } from '../../indexer/meilisearch/keys.ts';
import { indexSettings } from '../../indexer/meilisearch/settings.ts';
import type { Engine, EngineQuery } from '../../site/search/engines/engine.ts';
import { openMeilisearch } from '../../site/search/engines/meilisearch.ts';
import { NO_SERVER, realServerHere, startRealServer } from '../fixtures/meilisearch/real-server.ts';
import type { Figure } from './figure.ts';
import { generatedServices } from './meilisearch-documents.ts';

/**
 * Indexes many generated services on a real server, then searches at a steady pace through the page's own
 * engine, as families would: the judged queries with the needs that they mean, with rough places, everything
 * brought home whole. The baseline of a search is the server's /health, the least any answer takes here.
 *
 * BENCH_SERVICES changes how many services (100,000), BENCH_SECONDS how long to search (30).
 */
export async function benchMeilisearch(): Promise<Figure[]> {
  if (!realServerHere()) {
    console.log(`  ${NO_SERVER}`);
    return [];
  }
  const services = Number(process.env.BENCH_SERVICES ?? 100_000);
  const server = await startRealServer();
  try {
    const { records } = await loadContent(join(ROOT, 'content/records'));
    const directory = buildDirectory(records, '2026-11-22');
    const real = searchDocuments(directory);
    const documents = [...real.filter(({ kind }) => kind === 'need'), ...generatedServices(real, services)];
    const target = targetFrom({
      MEILI_URL: server.url,
      MEILI_ADMIN_KEY: server.adminKey,
      MEILI_INDEX: server.index,
      MEILI_BATCH: '10000',
      MEILI_PATIENCE: '120',
    }) as Target;
    const connection = new Connection(target);
    const idle = await server.usage();
    const built = await buildMeilisearchIndex(
      connection,
      { documents, settings: indexSettings(directory, real) },
      (line) => console.log(`  ${line}`),
    );
    const indexed = await server.usage();

    const key = await searchOnlyKey(connection);
    const engine = openMeilisearch({ url: server.url, index: server.index, key, geo: true });
    const queries = await judgedQueries();
    await searchSteadily(engine, queries, 5); // the first searches open the files
    const baseline = await leastAnswer(server.url);
    const seconds = Number(process.env.BENCH_SECONDS ?? 30);
    const before = await server.usage();
    const times = await asTheProxyAsks(() => searchSteadily(engine, queries, seconds));
    const searching = await server.usage();
    const withoutProxy = await searchSteadily(engine, queries, seconds);
    const name = services.toLocaleString('en-GB');
    return [
      { name: `${name} services indexed, counted and swapped`, value: built.seconds, unit: 's' },
      ...(idle ? [{ name: 'server memory when empty', value: idle.own, unit: 'MB' }] : []),
      ...(indexed
        ? [{ name: 'server memory at most while indexing, mapped files included', value: indexed.most, unit: 'MB' }]
        : []),
      ...(searching ? [{ name: 'server memory while searching, its own', value: searching.own, unit: 'MB' }] : []),
      ...(searching
        ? [{ name: 'server memory while searching, mapped files included', value: searching.now, unit: 'MB' }]
        : []),
      ...(before && searching
        ? [
            {
              name: 'server processor time a search',
              value: (searching.processor - before.processor) / times.length,
              unit: 'ms',
            },
          ]
        : []),
      {
        name: `search p50 at ${PER_SECOND} a second (${times.length} searches)`,
        value: part(times, 0.5),
        unit: 'ms',
        baseline: part(baseline, 0.5),
      },
      {
        name: `search p95 at ${PER_SECOND} a second`,
        value: part(times, 0.95),
        unit: 'ms',
        bar: 50,
        baseline: part(baseline, 0.95),
      },
      { name: 'the same without a proxy, compressed by the server', value: part(withoutProxy, 0.95), unit: 'ms' },
    ];
  } finally {
    await server.stop();
  }
}

/** The judged queries as a session would send them: their words, and the needs that they mean. */
async function judgedQueries(): Promise<EngineQuery[]> {
  const text = await readFile(join(ROOT, 'tests/relevance/queries.tsv'), 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t'));
  return rows.map(([words = '', needs = '-'], at) => ({
    words,
    needs: needs === '-' ? [] : needs.split(' ').slice(0, 2),
    filters: at % 5 === 0 ? { age: at % 17 } : {},
    ...(at % 3 === 0 && { around: { latitude: 51 + (at % 40) / 10, longitude: -3 + (at % 30) / 10 } }),
    most: 1000,
  }));
}

/**
 * The proxy before the server (indexer/meilisearch/nginx.conf) asks it not to compress: its compressed answers come
 * in pieces, without TCP_NODELAY, and each waits 40 ms for the other side to acknowledge the piece before.
 */
async function asTheProxyAsks<T>(work: () => Promise<T>): Promise<T> {
  const asBefore = globalThis.fetch;
  globalThis.fetch = (address, init) =>
    asBefore(address, {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), 'Accept-Encoding': 'identity' },
    });
  return work().finally(() => {
    globalThis.fetch = asBefore;
  });
}

/** Starts a search every so often, whether or not the last has ended, as visitors do. @returns milliseconds each */
async function searchSteadily(engine: Engine, queries: EngineQuery[], seconds: number): Promise<number[]> {
  const running: Promise<number>[] = [];
  const started = performance.now();
  for (let at = 0; at < seconds * PER_SECOND; at++) {
    const due = started + (at * 1000) / PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    const from = performance.now();
    // A search that fails counts as one that took as long as the page's own limit.
    running.push(
      engine.find(queries[at % queries.length] as EngineQuery).then(
        () => performance.now() - from,
        () => 5000,
      ),
    );
  }
  return Promise.all(running);
}

async function leastAnswer(url: string): Promise<number[]> {
  const times: number[] = [];
  for (let at = 0; at < 100; at++) {
    const from = performance.now();
    await (await fetch(`${url}/health`)).text();
    times.push(performance.now() - from);
    await new Promise((resolve) => setTimeout(resolve, 1000 / PER_SECOND));
  }
  return times;
}

function part(times: number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor((times.length - 1) * share)] ?? NaN;
}

const PER_SECOND = 20;
const ROOT = join(import.meta.dirname, '../..');

if (import.meta.main) {
  for (const { name, value, unit, bar, baseline } of await benchMeilisearch()) {
    const beside = [
      bar === undefined ? '' : `bar ${bar} ${unit}`,
      baseline === undefined ? '' : `baseline ${baseline.toFixed(1)} ${unit}`,
    ];
    console.log(`${name.padEnd(66)} ${value.toFixed(1)} ${unit}  ${beside.filter(Boolean).join(', ')}`);
  }
}
