import { calibrate } from './calibrate.ts';
import { toLevels } from './levels.ts';
import { fitClass } from './linear.ts';
import { slipIn } from './slips.ts';
import { tableOf } from './table.ts';
import { FITTING, type Fitted, thin } from './thin.ts';
import { type Entry, LEVELS, MOST_CLASSES, writeModel } from './wire.ts';

/**
 * Trains the vocabulary: from the phrases of every need to the file the search loads.
 * One linear classifier a need, one for what belongs to none, one for 'urgent at all';
 * thinned to the size that fits, rounded to eight sizes, calibrated on phrases each
 * fit has not seen. The same phrases give the same bytes.
 *
 * @param needs every need with its phrases, in any fixed order
 * @param nonePhrases what people type that no need answers
 * @param largest the most the file may weigh, in bytes; weights are thinned to fit
 * @throws Error when there are too few needs or phrases to tell anything apart
 */
export function trainVocabulary(
  needs: readonly TrainingNeed[],
  nonePhrases: readonly string[],
  largest = LARGEST,
): Uint8Array {
  refuseTooLittle(needs, nonePhrases);
  const lessons = distinct(needs, nonePhrases);
  const table = tableOf(lessons.map(({ phrase }) => phrase));
  const truth = Int32Array.from(lessons, ({ need }) => need);
  const none = needs.length;
  const urgent = needs.flatMap((need, at) => (need.urgent ? [at] : []));

  const classes = fitAll(table.rows, table.buckets.length, truth, none, new Set(urgent));
  const favour = classes.map((_, at) => (at === none ? NONE_WORTH : at > none ? URGENT_WORTH : 1));
  let left = Math.floor((largest * 8) / BITS_A_WEIGHT);
  let fitted = thin(
    table,
    classes,
    [6, 2, 1].map((times) => Math.floor(left * times)),
    favour,
  );
  for (;;) {
    const { levels, classes: rounded } = toLevels(table, fitted, LEVELS);
    const entries = entriesOf(
      table.buckets,
      rounded.map(({ level }) => level),
    );
    const head = {
      needs: needs.map(({ id }) => id),
      urgent,
      levels,
      bias: rounded.map(({ bias }) => Math.round(bias * 1000) / 1000),
    };
    const draft = writeModel({ ...head, ...UNCALIBRATED }, entries);
    if (draft.length <= largest)
      return writeModel({ ...head, ...calibrate(table, fitted, truth, none, urgent) }, entries);
    left = Math.floor(left * Math.min(0.99, (largest / draft.length) * 0.997));
    fitted = thin(table, fitted, [left], favour);
  }
}

/** Each phrase once a need, in order, with the number of its class; those of danger with a slip beside them. */
function distinct(needs: readonly TrainingNeed[], nonePhrases: readonly string[]): { need: number; phrase: string }[] {
  const taught = needs.map(({ phrases, urgent }) => (urgent ? [...phrases, ...phrases.flatMap(slipIn)] : phrases));
  return [...taught, nonePhrases].flatMap((phrases, need) =>
    [...new Set(phrases.map((phrase) => phrase.toLowerCase().trim()))].map((phrase) => ({ need, phrase })),
  );
}

function fitAll(
  rows: ReturnType<typeof tableOf>['rows'],
  columns: number,
  truth: Int32Array,
  none: number,
  urgent: ReadonlySet<number>,
): Fitted[] {
  return Array.from({ length: none + 2 }, (_, one) => {
    const isOne = (need: number) => (one > none ? urgent.has(need) : need === one);
    const sides = Int8Array.from(truth, (need) => (isOne(need) ? 1 : -1));
    const seed = one + 1;
    return { truth: sides, seed, weights: fitClass(rows, columns, sides, { ...FITTING, seed }) };
  });
}

/** The weights by bucket: what is written. */
function entriesOf(buckets: Int32Array, levels: readonly Int8Array[]): Entry[] {
  const entries: Entry[] = [];
  buckets.forEach((bucket, column) => {
    const classes = levels.flatMap((level, at) => (level[column] ? [{ at, level: level[column] }] : []));
    if (classes.length > 0) entries.push({ bucket, classes });
  });
  return entries;
}

function refuseTooLittle(needs: readonly TrainingNeed[], nonePhrases: readonly string[]): void {
  if (needs.length < 2)
    throw new Error(`The vocabulary needs at least two needs to tell apart; there are ${needs.length}.`);
  if (needs.length + 2 > MOST_CLASSES)
    throw new Error(`The vocabulary can tell at most ${MOST_CLASSES - 2} needs apart; there are ${needs.length}.`);
  const silent = needs.filter(({ phrases }) => phrases.length === 0).map(({ id }) => id);
  if (silent.length > 0)
    throw new Error(
      `These needs have no phrases, so no search could find them: ${silent.join(', ')}. Add some to content/records/phrases/<need>.txt.`,
    );
  if (nonePhrases.length === 0)
    throw new Error(
      'There are no none phrases, so the search could never answer "none of these". Add some to content/records/phrases/none.txt.',
    );
}

/** In bytes; it can hardly be compressed further. The design gives what understands the words 80 KB on the wire. */
export const LARGEST = 76 * 1024;
const BITS_A_WEIGHT = 10.9;
/** As long as any calibration is when written. */
const UNCALIBRATED = {
  sharpness: 10.1,
  noneFrom: 0.0001,
  alarm: [-1.0001, -1.0001, -1.0001] as [number, number, number],
  strongFrom: 0.0001,
  quietFrom: 0.0001,
};
/** `none` has a boundless vocabulary; most of its words are better left unknown. */
const NONE_WORTH = 0.6;
const URGENT_WORTH = 0.5;

export type TrainingNeed = { id: string; urgent: boolean; phrases: readonly string[] };
