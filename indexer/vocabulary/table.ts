import { featuresOf, isWord } from './features.ts';
import { lengthShare } from './length.ts';
import type { Rows } from './linear.ts';

/**
 * Turns phrases into the table the classifier learns from. A column is a word's
 * bucket, or a pair's that at least two phrases fall into: one phrase with a rare
 * word ('ritalin') teaches a lot, one with a rare pair hardly anything. A value is the column's rarity (1 plus the
 * logarithm of phrases by phrases with it), divided by a mild measure of the text's
 * length, so that long sentences count a little more than short ones, not ten times.
 */
export function tableOf(texts: readonly string[]): Table {
  const features = texts.map(featuresOf);
  const phrasesWith = new Map<number, number>();
  for (const row of features) for (const bucket of row) phrasesWith.set(bucket, (phrasesWith.get(bucket) ?? 0) + 1);
  const buckets = Int32Array.from(
    [...phrasesWith].filter(([bucket, count]) => count >= 2 || isWord(bucket)).map(([bucket]) => bucket),
  ).sort();
  const columnOf = new Map([...buckets].map((bucket, column) => [bucket, column]));
  const counts = Float64Array.from(buckets, (bucket) => phrasesWith.get(bucket) ?? 0);
  const rarity = counts.map((count) => 1 + Math.log((texts.length + 1) / (count + 1)));

  const start = new Int32Array(texts.length + 1);
  const column: number[] = [];
  const value: number[] = [];
  features.forEach((row, at) => {
    const share = lengthShare(row.length);
    for (const bucket of row) {
      const one = columnOf.get(bucket);
      if (one === undefined) continue;
      column.push(one);
      value.push(share * (rarity[one] ?? 1));
    }
    start[at + 1] = column.length;
  });
  const rows = { count: texts.length, start, column: Int32Array.from(column), value: Float32Array.from(value) };
  return { rows, buckets, counts, rarity };
}

export type Table = {
  rows: Rows;
  /** The bucket of each column, ascending. */
  buckets: Int32Array;
  /** How many phrases each column stands in. */
  counts: Float64Array;
  rarity: Float64Array;
};
