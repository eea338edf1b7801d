import { BitReader, BitWriter } from './range-coder.ts';

/**
 * The vocabulary file: 'FISW', a version byte, the length of the head (two bytes,
 * big end first), the head as JSON, and the weights range-coded. In ascending order
 * of bucket, each bucket with weights has: the step from the bucket before, how many
 * classes it speaks for or against, and for each class, ascending, the step from the
 * class before, the sign and the level.
 */
export function writeModel(head: ModelHead, entries: readonly Entry[]): Uint8Array {
  const writer = new BitWriter(CONTEXTS);
  let before = -1;
  for (const { bucket, classes } of entries) {
    const step = bucket - before;
    before = bucket;
    const length = 32 - Math.clz32(step);
    writer.number(STEP_LENGTH, 5, length);
    for (let at = length - 2, node = 1; at >= 0; at--) {
      const bit = (step >> at) & 1;
      writer.bit(stepContext(length, node), bit);
      node = node * 2 + bit;
    }
    classes.forEach((_, at) => writer.bit(LAST + Math.min(at, 15), at === classes.length - 1 ? 1 : 0));
    let last = -1;
    classes.forEach(({ at, level }, index) => {
      writer.number(classContext(classes.length - index), 7, at - last - 1);
      last = at;
      const context = levelContext(classes.length);
      writer.bit(context, level < 0 ? 1 : 0);
      writer.number(context + (level < 0 ? 16 : 8), 3, Math.abs(level) - 1);
    });
  }
  const json = new TextEncoder().encode(JSON.stringify({ ...head, buckets: entries.length }));
  const body = writer.finish();
  const bytes = new Uint8Array(7 + json.length + body.length);
  bytes.set([...MAGIC].map((letter) => letter.charCodeAt(0)));
  bytes.set([VERSION, json.length >> 8, json.length & 255], 4);
  bytes.set(json, 7);
  bytes.set(body, 7 + json.length);
  return bytes;
}

/**
 * Reads a vocabulary file.
 *
 * @throws Error with the cause and what to do when the bytes are no vocabulary file or one of another version
 */
export function readModel(bytes: Uint8Array): { head: ModelHead; entries: Entry[] } {
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic !== MAGIC)
    throw new Error(`The vocabulary file begins with ${JSON.stringify(magic)}, not ${MAGIC}. Build the site again.`);
  if (bytes[4] !== VERSION)
    throw new Error(
      `The vocabulary file is version ${bytes[4]}, this page reads version ${VERSION}. Build the site again and reload.`,
    );
  const from = 7 + (bytes[5] ?? 0) * 256 + (bytes[6] ?? 0);
  const head = readHead(bytes.subarray(7, from));
  const reader = new BitReader(bytes.subarray(from), CONTEXTS);
  const entries: Entry[] = [];
  let bucket = -1;
  for (let left = head.buckets; left > 0; left--) {
    const length = reader.number(STEP_LENGTH, 5);
    let step = 1;
    for (let at = length - 2; at >= 0; at--) step = step * 2 + reader.bit(stepContext(length, step));
    bucket += step;
    let count = 1;
    while (!reader.bit(LAST + Math.min(count - 1, 15)) && count < MOST_CLASSES) count++;
    const classes: Entry['classes'] = [];
    let last = -1;
    for (let index = 0; index < count; index++) {
      last += reader.number(classContext(count - index), 7) + 1;
      const context = levelContext(count);
      const negative = reader.bit(context);
      const level = reader.number(context + (negative ? 16 : 8), 3) + 1;
      classes.push({ at: last, level: negative ? -level : level });
    }
    entries.push({ bucket, classes });
  }
  return { head, entries };
}

function readHead(bytes: Uint8Array): ModelHead & { buckets: number } {
  try {
    return JSON.parse(new TextDecoder().decode(bytes)) as ModelHead & { buckets: number };
  } catch {
    throw new Error('The vocabulary file is cut short or damaged. Build the site again.');
  }
}

/** The first bits of a step are worth a context each; the rest are noise and share one. */
function stepContext(length: number, node: number): number {
  return STEP_BITS + length * 32 + Math.min(node, 31);
}

function classContext(left: number): number {
  return CLASS + Math.min(left, 10) * 128;
}

function levelContext(count: number): number {
  return LEVEL + Math.min(count - 1, 3) * 24;
}

const MAGIC = 'FISW';
const VERSION = 1;
/** Seven bits name a class. */
export const MOST_CLASSES = 127;
/** Three bits name a level. */
export const LEVELS = 8;
const STEP_LENGTH = 0;
const LAST = 32;
const LEVEL = 48;
const STEP_BITS = 256;
const CLASS = 1536;
const CONTEXTS = CLASS + 11 * 128;

/** A bucket and the classes it speaks for (level above 0) or against, classes ascending. */
export type Entry = { bucket: number; classes: { at: number; level: number }[] };

/** What a model knows beside its weights. Class numbers: the needs in order, then `none`, then 'urgent at all'. */
export type ModelHead = {
  needs: string[];
  /** The numbers of the urgent needs. */
  urgent: number[];
  /** Weight sizes by level, ascending. */
  levels: number[];
  /** By class. */
  bias: number[];
  /** What scores are multiplied by before they become chances. */
  sharpness: number;
  /** From this chance of `none` beside the best need on, nothing is offered. */
  noneFrom: number;
  /** The urgent chance is the logistic of [constant, weight of the log-odds of the urgent needs, weight of 'urgent at all']. */
  alarm: [number, number, number];
  /** From these urgent chances on. */
  strongFrom: number;
  quietFrom: number;
};
