import { fitClass } from './linear.ts';
import type { Table } from './table.ts';
import { FITTING, type Fitted } from './thin.ts';

/**
 * Rounds weights to a few shared sizes, then fits each class's bias to the rounded
 * weights. The sizes are found by Lloyd's method over all weights as they count in a text.
 *
 * @returns the sizes, ascending, and for every class its bias and its weights as sign and level
 */
export function toLevels(table: Table, fitted: readonly Fitted[], howMany: number): Levelled {
  const columns = table.buckets.length;
  const counting = ({ weights }: Fitted, column: number) => (weights[column] ?? 0) * (table.rarity[column] ?? 0);
  const sizes: number[] = [];
  for (const one of fitted) {
    for (let column = 0; column < columns; column++)
      if (one.weights[column]) sizes.push(Math.abs(counting(one, column)));
  }
  const levels = lloyd(Float64Array.from(sizes).sort(), howMany);
  const classes = fitted.map((one) => {
    const level = new Int8Array(columns);
    const rounded = new Float32Array(columns);
    for (let column = 0; column < columns; column++) {
      const weight = counting(one, column);
      if (weight === 0) continue;
      const at = nearest(levels, Math.abs(weight));
      level[column] = Math.sign(weight) * (at + 1);
      rounded[column] = (Math.sign(weight) * (levels[at] ?? 0)) / (table.rarity[column] ?? 1);
    }
    const none = new Uint8Array(columns);
    const fixed = scoresOf(table, rounded);
    const bias =
      fitClass(table.rows, columns, one.truth, { ...FITTING, seed: one.seed, allowed: none, fixed })[columns] ?? 0;
    return { level, bias };
  });
  return { levels, classes };
}

/** What these weights give every row, without a bias. */
export function scoresOf({ rows }: Pick<Table, 'rows'>, weights: Float32Array): Float64Array {
  const scores = new Float64Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    let score = 0;
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++)
      score += weights[rows.column[at]!]! * rows.value[at]!;
    scores[row] = score;
  }
  return scores;
}

/** The sizes that lose least when every value goes to its nearest. `sorted` ascending. */
function lloyd(sorted: Float64Array, howMany: number): number[] {
  let levels = Array.from(
    { length: howMany },
    (_, at) => sorted[Math.floor(((at + 0.5) / howMany) * sorted.length)] ?? 0,
  );
  for (let round = 0; round < 30; round++) {
    const sum = new Float64Array(howMany);
    const count = new Float64Array(howMany);
    for (const size of sorted) {
      const at = nearest(levels, size);
      sum[at]! += size;
      count[at]! += 1;
    }
    levels = levels.map((level, at) => (count[at] ? sum[at]! / count[at]! : level));
  }
  // Rounded, so that the file can hold them exactly.
  return levels.map((level) => Math.round(level * 10000) / 10000);
}

function nearest(levels: readonly number[], size: number): number {
  let best = 0;
  for (let at = 1; at < levels.length; at++) {
    if (Math.abs(size - levels[at]!) < Math.abs(size - levels[best]!)) best = at;
  }
  return best;
}

export type Levelled = { levels: number[]; classes: { level: Int8Array; bias: number }[] };
