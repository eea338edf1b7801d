import { findPostcodes } from '../../content/model/postcode.ts';
import { ACCESS_WORDS, DELIVERY_WORDS } from '../../content/model/wording.ts';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import { ageInWords } from './age-words.ts';
import type { Filters } from './engines/engine.ts';
import { understand } from './understand.ts';
import { openModel } from './understand/model.ts';
import type { Place } from './understand/place.ts';
import type { When } from './understand/when.ts';

/**
 * Opens the model that understands sentences. Without it, or with one of another version, a search still has
 * its words and its postcode.
 */
export function openUnderstanding(bytes: Uint8Array | undefined, facts: SearchFacts): Understand {
  if (bytes === undefined || bytes.length === 0) return withoutModel;
  try {
    const model = openModel(bytes);
    return (text, ignore, now) => understand(text, model, facts, ignore, now);
  } catch {
    return withoutModel;
  }
}

/** What is understood without a vocabulary: a postcode, and never danger. */
export function withoutModel(text: string, ignore: readonly string[]): Understanding {
  const postcode = ignore.includes('place') ? undefined : findPostcodes(text.slice(0, 600))[0];
  return {
    ...NOTHING_UNDERSTOOD,
    ...(postcode && { place: { kind: 'postcode', text: postcode.text } }),
    rest: postcode ? `${text.slice(0, postcode.start)} ${text.slice(postcode.end)}` : text,
  };
}

/** What was understood, as chips: a key to take it away by, and its words. */
export function keysOf(
  understood: Understanding,
  titleOf: (need: string) => string | undefined,
  place: string | undefined,
): { key: string; words: string }[] {
  const { ages, when, language, wants } = understood;
  const chip = (key: string, words: string | undefined | false) => (words ? [{ key, words }] : []);
  return [
    ...understood.needs.flatMap(({ id }) => chip(`need:${id}`, titleOf(id))),
    ...chip('age', ages && agesInWords(ages)),
    ...chip('when', when && when.words.charAt(0).toUpperCase() + when.words.slice(1)),
    ...chip('place', place !== undefined && `Near ${place}`),
    ...chip('language', language !== undefined && `In ${language}`),
    ...chip('free', wants?.free && 'Free'),
    ...chip('access', wants?.access && ACCESS_WORDS[wants.access]),
    ...chip('delivery', wants?.delivery && DELIVERY_WORDS[wants.delivery]),
    ...chip('send', wants?.send && 'Special needs or disabilities'),
  ];
}

function agesInWords({ from, to }: { from: number; to: number }): string {
  return from === to ? ageInWords(from) : `Ages ${from} to ${to}`;
}

export const NOTHING_UNDERSTOOD: Understanding = { needs: [], ranked: [], urgent: { tier: 'none' }, rest: '' };

/** @param now when it is asked; this moment when left out */
export type Understand = (text: string, ignore: readonly string[], now?: Date) => Understanding;

export type Understanding = {
  /** Needs that are meant, surest first; empty when none is sure enough to say. */
  needs: { id: string; confidence: number }[];
  /** Every need that might be meant, surest first, however unsure. */
  ranked: { id: string; confidence: number }[];
  urgent: { tier: 'strong' | 'quiet' | 'none'; need?: string; speaker?: 'child' | 'adult' | 'unknown' };
  ages?: { from: number; to: number };
  when?: When;
  place?: Place;
  language?: string;
  wants?: Pick<Filters, 'free' | 'access' | 'delivery' | 'send'>;
  /** The words each of these was read from and where they stand in the text, by chip key. */
  said?: { key: string; words: string; start: number; end: number }[];
  /** What is left to look for as words. */
  rest: string;
};
