import type { SearchDocument } from '../documents.ts';
import { OLDEST, YOUNGEST } from './rows.ts';

/**
 * A handful of questions whose answers are known from the content, asked of a new index before it goes live:
 * documents found by their own titles, all the help for a need, all help for a baby, and everything that is
 * free. Right counts with wrong settings would pass a count alone. Pure.
 */
export function sentinelsFor(documents: readonly SearchDocument[]): Sentinel[] {
  return [...titleSentinels(documents), ...needSentinels(documents), ...otherSentinels(documents)];
}

/** What is wrong with an answer, in words; undefined when it is right. */
export function faultIn(sentinel: Sentinel, hits: readonly { id: string }[], total: number): string | undefined {
  if (sentinel.expects.id !== undefined) {
    const found = hits.some(({ id }) => id === sentinel.expects.id);
    return found ? undefined : `${sentinel.asks} did not find ${sentinel.expects.id}`;
  }
  return total === sentinel.expects.total
    ? undefined
    : `${sentinel.asks} found ${total} documents and not ${sentinel.expects.total}`;
}

/** Titles that only one document has, spread over the whole directory. */
function titleSentinels(documents: readonly SearchDocument[]): Sentinel[] {
  const times = new Map<string, number>();
  for (const { title } of documents) times.set(title.toLowerCase(), (times.get(title.toLowerCase()) ?? 0) + 1);
  const single = documents.filter(({ title }) => times.get(title.toLowerCase()) === 1);
  return spread(single, 5).map(({ id, title }) => ({
    asks: `the title "${title}"`,
    q: title,
    limit: 5,
    expects: { id },
  }));
}

function needSentinels(documents: readonly SearchDocument[]): Sentinel[] {
  const counts = new Map<string, number>();
  for (const need of documents.flatMap(({ needs }) => [...new Set(needs)]))
    counts.set(need, (counts.get(need) ?? 0) + 1);
  return spread(
    [...counts].sort(([a], [b]) => (a < b ? -1 : 1)),
    3,
  ).map(([need, total]) => ({
    asks: `the need "${need}"`,
    q: '',
    filter: `needs = "${need}"`,
    limit: 1,
    expects: { total },
  }));
}

function otherSentinels(documents: readonly SearchDocument[]): Sentinel[] {
  const count = (wanted: (document: SearchDocument) => boolean) => documents.filter(wanted).length;
  return [
    {
      asks: 'the age of a baby (0)',
      q: '',
      filter: `age_from <= ${YOUNGEST} AND age_to >= ${YOUNGEST}`,
      limit: 1,
      expects: {
        total: count(({ minimum_age = YOUNGEST, maximum_age = OLDEST }) => minimum_age <= 0 && maximum_age >= 0),
      },
    },
    { asks: 'what is free', q: '', filter: 'free = true', limit: 1, expects: { total: count(({ free }) => free) } },
  ];
}

/** Up to `most` of a list, evenly spread, the first and last among them. */
function spread<T>(list: readonly T[], most: number): T[] {
  if (list.length <= most) return [...list];
  return Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))] as T);
}

export type Sentinel = {
  /** What is asked, in words. */
  asks: string;
  q: string;
  filter?: string;
  limit: number;
  expects: { id: string; total?: never } | { total: number; id?: never };
};
