import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MiniSearch from 'minisearch';
import type { PackedCatalogue } from '../../indexer/catalogue.ts';
import { openUnderstanding } from '../../site/search/understanding.ts';
import type { Figure } from './figure.ts';

/** Milliseconds to understand a query, beside MiniSearch looking the same words up, in the same run. */
export async function benchUnderstand(dist: string): Promise<Figure[]> {
  const packed = JSON.parse(await readFile(join(dist, 'search/catalogue.json'), 'utf8')) as PackedCatalogue;
  const bytes = new Uint8Array(await readFile(join(dist, 'search/vocabulary.bin')));
  const queries = (await readFile(fileURLToPath(new URL('../relevance/queries.tsv', import.meta.url)), 'utf8'))
    .split('\n')
    .slice(1)
    .flatMap((line) => line.split('\t')[0] || []);
  const opening = performance.now();
  const understand = openUnderstanding(bytes, packed.facts);
  const opened = performance.now() - opening;
  const plain = new MiniSearch({ fields: ['text'] });
  plain.addAll(queries.map((text, id) => ({ id, text })));

  const p95 = (run: (query: string) => unknown) => {
    for (const query of queries.slice(0, 100)) run(query);
    const times = queries.map((query) => {
      const started = performance.now();
      run(query);
      return performance.now() - started;
    });
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0;
  };
  const baseline = p95((query) => plain.search(query));
  return [
    { name: 'vocabulary on the wire', value: bytes.length / 1024, unit: 'KB', bar: 80 },
    { name: 'opening the vocabulary', value: opened, unit: 'ms' },
    {
      name: 'understand p95 (bar is for a 4 x slower processor)',
      value: p95((query) => understand(query, [])),
      unit: 'ms',
      bar: 10,
      baseline,
    },
  ];
}
