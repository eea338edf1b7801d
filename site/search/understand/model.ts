import { alarmOf, chancesOf, noneBeside, urgentOdds } from '../../../indexer/vocabulary/chances.ts';
import { featuresOf } from '../../../indexer/vocabulary/features.ts';
import { lengthShare } from '../../../indexer/vocabulary/length.ts';
import { type ModelHead, readModel } from '../../../indexer/vocabulary/wire.ts';

/**
 * Opens a vocabulary file.
 *
 * @throws Error with the cause and what to do when the bytes are no vocabulary file or one of another version
 */
export function openModel(bytes: Uint8Array): Model {
  const { head, entries } = readModel(bytes);
  const buckets = Int32Array.from(entries, ({ bucket }) => bucket);
  const start = new Int32Array(entries.length + 1);
  entries.forEach(({ classes }, at) => (start[at + 1] = start[at]! + classes.length));
  const weights = entries.flatMap(({ classes }) => classes);
  return {
    head,
    buckets,
    start,
    classes: Uint8Array.from(weights, ({ at }) => at),
    sizes: Float32Array.from(weights, ({ level }) => Math.sign(level) * (head.levels[Math.abs(level) - 1] ?? 0)),
  };
}

/** What the model makes of a text: chances by need, and how likely it is `none` or urgent. Pure; never throws. */
export function judge(text: string, model: Model): Judgement {
  const { head } = model;
  const none = head.needs.length;
  const { scores, known } = scoresOf(text, model);
  const chances = chancesOf(scores.subarray(0, none + 1), head.sharpness);
  const ranked = head.needs
    .map((id, at) => ({ id, confidence: chances[at] ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence || a.id.localeCompare(b.id));
  const urgentNeeds = new Set(head.urgent.map((at) => head.needs[at]));
  return {
    ranked,
    known,
    none: noneBeside(chances, none),
    alarm: known === 0 ? 0 : alarmOf(head.alarm, urgentOdds(chances, head.urgent), scores[none + 1] ?? 0),
    urgentNeed: ranked.find(({ id }) => urgentNeeds.has(id))?.id,
  };
}

function scoresOf(
  text: string,
  { head, buckets, start, classes, sizes }: Model,
): { scores: Float64Array; known: number } {
  const sums = new Float64Array(head.bias.length);
  const features = featuresOf(text);
  let known = 0;
  for (const bucket of features) {
    const at = placeOf(bucket, buckets);
    if (at < 0) continue;
    known++;
    for (let cell = start[at]!; cell < start[at + 1]!; cell++) sums[classes[cell]!]! += sizes[cell]!;
  }
  const share = lengthShare(features.length);
  return { scores: sums.map((sum, at) => sum * share + (head.bias[at] ?? 0)), known };
}

/** Binary search; -1 when it is not there. */
function placeOf(bucket: number, buckets: Int32Array): number {
  let [low, high] = [0, buckets.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = buckets[middle]!;
    if (here === bucket) return middle;
    if (here < bucket) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** An opened vocabulary: buckets ascending, and for each the cells of its classes with their weight. */
export type Model = {
  head: ModelHead;
  buckets: Int32Array;
  start: Int32Array;
  classes: Uint8Array;
  sizes: Float32Array;
};

export type Judgement = {
  /** Every need, surest first. */
  ranked: { id: string; confidence: number }[];
  /** How many of the text's features were met before. */
  known: number;
  /** The chance of 'none of these' beside the best need. */
  none: number;
  /** The urgent chance. */
  alarm: number;
  /** The likeliest urgent need. */
  urgentNeed: string | undefined;
};
