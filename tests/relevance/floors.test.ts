import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { loadContent } from '../../content/check.ts';
import { buildDirectory } from '../../content/model/directory.ts';
import { searchFacts } from '../../indexer/catalogue.ts';
import { trainedVocabulary } from '../../indexer/vocabulary/cache.ts';
import { mayBeCounted } from '../../site/learning/rule.ts';
import { openUnderstanding } from '../../site/search/understanding.ts';
import { understandAll } from './command.ts';
import { readJudged } from './judged.ts';
import { byKind, measureUnderstanding, type UnderstandFigures } from './measure.ts';

/*
 * The repository's own judged queries. A floor may be raised when the search has become better, never lowered:
 * a lower figure means that some family is now sent the wrong way.
 */
const FLOORS = {
  successAt1: 0.9,
  successAt3: 0.97,
  mrr: 0.93,
  urgentRecall: 0.98,
  urgentStrongPrecision: 0.95,
} as const;
const CEILINGS = { urgentQuietRate: 0.14, noneWrongAlarms: 0.08 } as const;
/** No kind of query may fall below this, whatever the others do. The hard ones are made to mislead. */
const EVERY_KIND = { successAt1: 0.8, except: { hard: 0.6 } as Record<string, number> };
/** What a page may load to understand, in bytes, compressed. */
const ON_THE_WIRE = 80 * 1024;

const root = fileURLToPath(new URL('../..', import.meta.url));
let figures: UnderstandFigures;
let kinds: { kind: string; figures: UnderstandFigures }[];
let vocabulary: Uint8Array;
let disclosuresCounted: string[];

beforeAll(async () => {
  const { records } = await loadContent(join(root, 'content/records'));
  const known = new Map(records.need.map(({ id, urgent }) => [id, urgent]));
  const judged = await readJudged(join(root, 'tests/relevance/queries.tsv'), known);
  expect(judged.problems).toEqual([]);
  vocabulary = await trainedVocabulary(records, join(root, '.cache'));
  const facts = searchFacts(buildDirectory(records, '2026-11-22'));
  const understand = openUnderstanding(vocabulary, facts);
  const urgent = judged.rows.filter(({ needs }) => needs.some((need) => known.get(need)));
  disclosuresCounted = urgent.map(({ query }) => query).filter((query) => mayBeCounted(query, understand, facts));
  const answers = understandAll(judged.rows, understand);
  figures = measureUnderstanding(judged.rows, answers);
  kinds = byKind(judged.rows, answers, measureUnderstanding);
});

describe('on the own judged queries', () => {
  it.each(Object.entries(FLOORS))('%s is at least %d', (name, floor) => {
    expect(figures[name as keyof UnderstandFigures]).toBeGreaterThanOrEqual(floor);
  });

  it.each(Object.entries(CEILINGS))('%s is at most %d', (name, ceiling) => {
    expect(figures[name as keyof UnderstandFigures]).toBeLessThanOrEqual(ceiling);
  });

  it('no disclosure could be counted among the searches that found nothing', () => {
    expect(disclosuresCounted).toEqual([]);
  });

  it('no kind of query is left behind', () => {
    for (const { kind, figures: one } of kinds) {
      if (one.successAt1 === null) continue;
      expect.soft(one.successAt1, kind).toBeGreaterThanOrEqual(EVERY_KIND.except[kind] ?? EVERY_KIND.successAt1);
    }
  });

  it('the vocabulary fits its share of a first visit', () => {
    expect(Math.max(brotliCompressSync(vocabulary).length, gzipSync(vocabulary).length)).toBeLessThanOrEqual(
      ON_THE_WIRE,
    );
  });
});
