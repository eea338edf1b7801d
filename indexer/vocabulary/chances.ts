import type { ModelHead } from './wire.ts';

/** Chances by class from scores. Sums to 1. */
export function chancesOf(scores: Float64Array, sharpness: number): Float64Array {
  const highest = scores.reduce((best, score) => Math.max(best, score), -Infinity);
  const raised = scores.map((score) => Math.exp((score - highest) * sharpness));
  const sum = raised.reduce((total, one) => total + one, 0);
  return raised.map((one) => one / sum);
}

/** The chance of `none` beside the chance of the best need. */
export function noneBeside(chances: Float64Array, none: number): number {
  let best = 0;
  for (let at = 0; at < none; at++) best = Math.max(best, chances[at] ?? 0);
  const share = chances[none] ?? 0;
  return share / (share + best);
}

/** The log-odds that one of the urgent needs is meant. */
export function urgentOdds(chances: Float64Array, urgent: readonly number[]): number {
  const chance = urgent.reduce((sum, at) => sum + (chances[at] ?? 0), 0);
  return Math.log((chance + 1e-4) / (1 - chance + 1e-4));
}

/** The urgent chance from its two signs. */
export function alarmOf(alarm: ModelHead['alarm'], odds: number, urgentAtAll: number): number {
  return 1 / (1 + Math.exp(-(alarm[0] + alarm[1] * odds + alarm[2] * urgentAtAll)));
}
