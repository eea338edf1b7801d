import { alarmOf, chancesOf, noneBeside, urgentOdds } from './chances.ts';
import { fitClass, randomFrom, shuffle, type Rows } from './linear.ts';
import type { Table } from './table.ts';
import { FITTING, type Fitted } from './thin.ts';
import type { ModelHead } from './wire.ts';

/**
 * Makes scores mean something: how sharp they must be read to be chances, from which
 * chance on 'none of these' is believed, and the two urgent thresholds. All from
 * phrases the fit has not seen, by threefold cross-validation over the same weights'
 * places. Judged queries play no part.
 *
 * @param truth the class number of each phrase
 * @param none the class number of `none`; the class after it is 'urgent at all'
 */
export function calibrate(
  table: Table,
  fitted: readonly Fitted[],
  truth: Int32Array,
  none: number,
  urgent: readonly number[],
): Calibration {
  const scores = unseenScores(table, fitted);
  const sharpness = sharpnessOf(scores, truth, none);
  const urgentNeeds = new Set(urgent);
  const isUrgent = Array.from(truth, (one) => urgentNeeds.has(one));
  const signs = scores.map((row) => {
    const chances = chancesOf(row.subarray(0, none + 1), sharpness);
    return { row, chances, odds: urgentOdds(chances, urgent) };
  });
  const alarm = fitAlarm(
    signs.map(({ odds, row }) => [odds, row[none + 1] ?? 0]),
    isUrgent,
  );
  const alarms = signs.map(({ odds, row }) => alarmOf(alarm, odds, row[none + 1] ?? 0));
  return {
    sharpness,
    alarm,
    noneFrom: noneFrom(
      signs.map(({ chances }) => noneBeside(chances, none)),
      truth,
      none,
    ),
    ...thresholds(alarms, isUrgent),
  };
}

/** Every phrase's scores from a fit that did not see it. */
function unseenScores(table: Table, fitted: readonly Fitted[]): Float64Array[] {
  const { rows, buckets } = table;
  const scores = Array.from({ length: rows.count }, () => new Float64Array(fitted.length));
  const order = Int32Array.from({ length: rows.count }, (_, row) => row);
  shuffle(order, rows.count, randomFrom(1));
  for (let fold = 0; fold < FOLDS; fold++) {
    const seen = order.filter((_, at) => at % FOLDS !== fold);
    const unseen = order.filter((_, at) => at % FOLDS === fold);
    const part = pick(rows, seen);
    fitted.forEach(({ truth, seed, allowed }, at) => {
      const how = { ...FITTING, seed, ...(allowed && { allowed }) };
      const weights = fitClass(
        part,
        buckets.length,
        Int8Array.from(seen, (row) => truth[row] ?? 0),
        how,
      );
      for (const row of unseen) {
        let score = weights[buckets.length]!;
        for (let cell = rows.start[row]!; cell < rows.start[row + 1]!; cell++)
          score += weights[rows.column[cell]!]! * rows.value[cell]!;
        scores[row]![at] = score;
      }
    });
  }
  return scores;
}

function pick(rows: Rows, wanted: Int32Array): Rows {
  const start = new Int32Array(wanted.length + 1);
  wanted.forEach((row, at) => (start[at + 1] = start[at]! + rows.start[row + 1]! - rows.start[row]!));
  const column = new Int32Array(start[wanted.length]!);
  const value = new Float32Array(column.length);
  wanted.forEach((row, at) => {
    column.set(rows.column.subarray(rows.start[row], rows.start[row + 1]), start[at]);
    value.set(rows.value.subarray(rows.start[row], rows.start[row + 1]), start[at]);
  });
  return { count: wanted.length, start, column, value };
}

/** The sharpness under which what is true was likeliest, to a tenth. */
function sharpnessOf(scores: readonly Float64Array[], truth: Int32Array, none: number): number {
  const surprise = (sharpness: number) =>
    scores.reduce(
      (sum, row, at) => sum - Math.log((chancesOf(row.subarray(0, none + 1), sharpness)[truth[at]!] ?? 0) + 1e-9),
      0,
    );
  let best = 4;
  for (const step of [2, 0.5, 0.1]) {
    for (const direction of [1, -1]) {
      while (best + direction * step > 0 && surprise(best + direction * step) < surprise(best))
        best += direction * step;
    }
  }
  return Math.round(best * 10) / 10;
}

/** Logistic regression with two signs, by gradient steps on all phrases at once. */
function fitAlarm(signs: readonly (readonly [number, number])[], isUrgent: readonly boolean[]): ModelHead['alarm'] {
  const alarm: ModelHead['alarm'] = [0, 0.5, 1];
  for (let round = 0; round < 400; round++) {
    const slope = [0, 0, 0];
    signs.forEach(([odds, atAll], at) => {
      const miss = alarmOf(alarm, odds, atAll) - (isUrgent[at] ? 1 : 0);
      slope[0]! += miss;
      slope[1]! += miss * odds;
      slope[2]! += miss * atAll;
    });
    for (const at of [0, 1, 2] as const) alarm[at] -= (slope[at]! / signs.length) * (at === 1 ? 0.3 : 1);
  }
  return alarm.map((one) => Math.round(one * 1000) / 1000) as ModelHead['alarm'];
}

/** The lowest bar for `none` that keeps nearly all real needs, or a lower one if many unrelated texts would pass. */
function noneFrom(beside: readonly number[], truth: Int32Array, none: number): number {
  const unrelated = beside.filter((_, at) => truth[at] === none).sort((a, b) => a - b);
  const bar = unrelated[Math.floor(unrelated.length * MOST_WRONG_ALARMS)] ?? 0.5;
  return Math.round(Math.min(0.5, Math.max(0.05, bar)) * 1000) / 1000;
}

/**
 * Strong: as low as strong lines are right often enough, were urgent texts as rare as
 * people's searches have them. Quiet: as low as finds nearly all, and never higher than
 * the share of other texts that may see a quiet line allows.
 */
function thresholds(
  alarms: readonly number[],
  isUrgent: readonly boolean[],
): Pick<ModelHead, 'strongFrom' | 'quietFrom'> {
  const ordered = alarms
    .map((alarm, at) => ({ alarm, urgent: isUrgent[at] ?? false }))
    .sort((a, b) => b.alarm - a.alarm);
  const urgentTexts = ordered.filter(({ urgent }) => urgent).length || 1;
  const others = ordered.length - urgentTexts || 1;
  let [strongFrom, quietFrom] = [0.95, 0.5];
  let [found, wrong] = [0, 0];
  for (const { alarm, urgent } of ordered) {
    if (urgent) found++;
    else wrong++;
    const right = (found / urgentTexts) * URGENT_SHARE;
    const precision = right / (right + (wrong / others) * (1 - URGENT_SHARE));
    if (precision >= STRONG_PRECISION) strongFrom = alarm;
    if (wrong / others <= QUIET_RATE) quietFrom = alarm;
  }
  return { strongFrom: rounded(strongFrom), quietFrom: rounded(Math.min(quietFrom, strongFrom)) };
}

/** Down, to four places. */
function rounded(chance: number): number {
  return Math.floor(chance * 10000) / 10000;
}

const FOLDS = 3;
/** How often `none` phrases may still be offered a need. The bar on judged queries is 0.08. */
const MOST_WRONG_ALARMS = 0.06;
/** About one search in ten in the judged queries is urgent; among the phrases it is one in five. */
const URGENT_SHARE = 0.1;
const STRONG_PRECISION = 0.92;
/** The bar is 0.15; phrases beside danger are far more common here than in searches. */
const QUIET_RATE = 0.21;

export type Calibration = Pick<ModelHead, 'sharpness' | 'noneFrom' | 'alarm' | 'strongFrom' | 'quietFrom'>;
