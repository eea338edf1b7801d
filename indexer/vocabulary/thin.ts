import { fitClass } from './linear.ts';
import type { Table } from './table.ts';

/**
 * Thins the weights of a fitted classifier down to so many, and fits the survivors
 * again after each step. A weight's worth is its size in a text, times a small power
 * of how often its feature appears: a rare word that settles the matter is worth
 * keeping, a rare pair that changes little is not.
 *
 * @param steps how many weights are left after each step, falling
 * @param favour what the worth of each class's weights is multiplied by
 */
export function thin(table: Table, classes: Fitted[], steps: readonly number[], favour: readonly number[]): Fitted[] {
  const columns = table.buckets.length;
  const frequency = Float64Array.from(
    table.rarity,
    (rarity, column) => rarity * table.counts[column]! ** RARE_WORDS_TOO,
  );
  let fitted = classes;
  for (const left of steps) {
    const worth = fitted.map(({ weights }, at) =>
      Float32Array.from(frequency, (often, column) => Math.abs(weights[column]!) * often * (favour[at] ?? 1)),
    );
    const least = nthLargest(worth, left);
    fitted = fitted.map(({ truth, seed }, at) => {
      const allowed = Uint8Array.from(worth[at]!, (one) => (one > 0 && one >= least ? 1 : 0));
      return { truth, seed, allowed, weights: fitClass(table.rows, columns, truth, { ...FITTING, seed, allowed }) };
    });
  }
  return fitted;
}

function nthLargest(lists: readonly Float32Array[], wanted: number): number {
  const all = new Float32Array(lists.reduce((sum, list) => sum + list.length, 0));
  let used = 0;
  for (const list of lists) for (const one of list) if (one > 0) all[used++] = one;
  return all.subarray(0, used).sort()[Math.max(0, used - wanted)] ?? 0;
}

/** The power of how often: 1 would keep only common words, 0 would keep every oddity. */
const RARE_WORDS_TOO = 0.3;

/** How every class is fitted. The cost was chosen by how well phrases of one writer foretell another's. */
export const FITTING = { cost: 0.7, rounds: 10 } as const;

export type Fitted = { truth: Int8Array; seed: number; allowed?: Uint8Array; weights: Float32Array };
