import { keyOf, shortKeyOf } from './keys.ts';
import { wordsOf } from './words.ts';

/**
 * What the classifier sees in a text: its distinct features, hashed into buckets,
 * in order of first appearance. A feature is a word's key, a word's first four
 * letters, or two short keys side by side (the first word has an edge beside it).
 *
 * Pure and the same everywhere: training and the page both call it. Never throws;
 * takes time in proportion to the first 600 characters.
 */
export function featuresOf(text: string): number[] {
  const words = wordsOf(text);
  const seen = new Set<number>();
  let before = EDGE;
  for (const word of words) {
    const key = keyOf(word);
    seen.add(wordBucket(hashText(key, KEY)));
    if (word.length > BEGINNING) seen.add(wordBucket(hashText(word.slice(0, BEGINNING), PREFIX)));
    const short = hashText(shortKeyOf(key), SHORT);
    seen.add(pairBucket(Math.imul(before, 0x9e3779b1) ^ short));
    before = short;
  }
  return [...seen];
}

/** Whether a bucket is one of words and beginnings; the others are of pairs. */
export function isWord(bucket: number): boolean {
  return bucket < WORD_BUCKETS;
}

/**
 * Nearly every word of a query was met in training, so words need few buckets; most
 * pairs were not, and must not fall on the bucket of one that was.
 */
function wordBucket(hash: number): number {
  return finish(hash) >>> (32 - 17);
}

function pairBucket(hash: number): number {
  return WORD_BUCKETS + (finish(hash) >>> (32 - 19));
}

/** FNV-1a over UTF-16 units. */
function hashText(text: string, start: number): number {
  let hash = start;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** The finishing steps of MurmurHash3: every bit of the bucket depends on every bit of the hash. */
function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const WORD_BUCKETS = 2 ** 17;
const BEGINNING = 4;
/** Where the hash of each kind of feature starts, so that kinds stay apart. */
const KEY = 0x811c9dc5;
const PREFIX = 0x27d4eb2f;
const SHORT = 0x1b873593;
/** Stands before the first word. */
const EDGE = 0x5bd1e995;
