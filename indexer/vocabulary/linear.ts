/**
 * Fits one class against all others: the linear support vector machine with squared
 * hinge loss, solved by dual coordinate descent with shrinking (Hsieh and others,
 * ICML 2008, as in LIBLINEAR). Deterministic: the order comes from the seed.
 *
 * @param rows the texts as sparse vectors
 * @param columns how many columns there are
 * @param truth +1 for texts of the class, -1 for the others, 0 for those that do not count
 * @param allowed when given, only columns marked 1 may carry weight
 * @param fixed when given, the part of each text's score that is already decided
 * @returns a weight a column, and the bias as one more at the end
 */
export function fitClass(rows: Rows, columns: number, truth: Int8Array, how: Fitting): Float32Array {
  const { start, column, value } = how.allowed ? onlyAllowed(rows, how.allowed) : rows;
  const { cost, seed, fixed } = how;
  const weights = new Float32Array(columns + 1);
  const alpha = new Float64Array(rows.count);
  const curve = new Float64Array(rows.count);
  const active = new Int32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    let sum = 1 + 0.5 / cost;
    for (let at = start[row]!; at < start[row + 1]!; at++) sum += value[at]! * value[at]!;
    curve[row] = sum;
    active[row] = row;
  }
  const random = randomFrom(seed);
  let live = rows.count;
  let limit = Infinity;
  for (let round = 0; round < how.rounds; round++) {
    shuffle(active, live, random);
    let worst = 0;
    for (let turn = 0; turn < live; turn++) {
      const row = active[turn]!;
      const sign = truth[row]!;
      if (sign === 0) continue;
      const from = start[row]!;
      const to = start[row + 1]!;
      let score = weights[columns]! + (fixed ? fixed[row]! : 0);
      for (let at = from; at < to; at++) score += weights[column[at]!]! * value[at]!;
      const before = alpha[row]!;
      const gradient = sign * score - 1 + (0.5 / cost) * before;
      if (before === 0 && gradient > 0) {
        if (gradient > limit) {
          live--;
          active[turn] = active[live]!;
          active[live] = row;
          turn--;
        }
        continue;
      }
      if (Math.abs(gradient) > worst) worst = Math.abs(gradient);
      const after = Math.max(before - gradient / curve[row]!, 0);
      const step = (after - before) * sign;
      if (step === 0) continue;
      alpha[row] = after;
      weights[columns]! += step;
      for (let at = from; at < to; at++) weights[column[at]!]! += step * value[at]!;
    }
    limit = worst > 0 ? worst : Infinity;
    if (worst < CLOSE_ENOUGH) {
      if (live === rows.count) break;
      live = rows.count;
      limit = Infinity;
    }
  }
  return weights;
}

/** Mulberry32: numbers from 0 up to 1, the same for the same seed everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Fisher and Yates, over the first `length` members. */
export function shuffle(list: Int32Array, length: number, random: () => number): void {
  for (let at = length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    const kept = list[at]!;
    list[at] = list[other]!;
    list[other] = kept;
  }
}

function onlyAllowed(rows: Rows, allowed: Uint8Array): Rows {
  const start = new Int32Array(rows.count + 1);
  const column = new Int32Array(rows.column.length);
  const value = new Float32Array(rows.column.length);
  let kept = 0;
  for (let row = 0; row < rows.count; row++) {
    for (let at = rows.start[row]!; at < rows.start[row + 1]!; at++) {
      if (!allowed[rows.column[at]!]) continue;
      column[kept] = rows.column[at]!;
      value[kept++] = rows.value[at]!;
    }
    start[row + 1] = kept;
  }
  return { count: rows.count, start, column, value };
}

const CLOSE_ENOUGH = 0.1;

/** Sparse rows: row r has column[start[r]] to column[start[r + 1] - 1], each with its value. */
export type Rows = { count: number; start: Int32Array; column: Int32Array; value: Float32Array };

export type Fitting = {
  /** How much a misplaced text costs beside keeping the weights small. */
  cost: number;
  rounds: number;
  seed: number;
  allowed?: Uint8Array;
  fixed?: Float64Array;
};
