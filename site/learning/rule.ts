import { findPostcodes } from '../../content/model/postcode.ts';
import type { SearchFacts } from '../../indexer/catalogue.ts';
import type { Understand } from '../search/understanding.ts';

/*
 * LEARNING WITHOUT WATCHING: THE RULE
 *
 * A council may choose (`learning` in its record, off by default) to learn which words families use and the
 * directory does not know. This is all that then happens. Nothing else may be added without changing this rule, the
 * privacy page and the tests that hold them together.
 *
 * 1. What is never sent. A text with any sign of danger, strong or quiet, or that lies near an urgent need at all; a
 *    postcode, any digit, an @ or any other mark; more than 6 words or 60 letters; a text with a need understood, or
 *    with anything found; a search with filters; anything while the visitor still types; anything when the vocabulary
 *    could not be opened, because then nobody can tell danger; anything when the browser asks not to be watched
 *    (Global Privacy Control or Do Not Track). The same text goes at most once for each load of the page.
 * 2. What is sent. The words in small letters, to the directory's own server, with no cookie, no identifier and no
 *    page address. The server applies this rule again and does not trust the page.
 * 3. What is kept (counts.ts). Until enough people have sent the same words, only a keyed hash of them with a count
 *    for each day. The key is random, lies in the desk's data folder, and is renewed each month; what was counted
 *    under the old one is then deleted. The words themselves are stored only from the submission that reaches the
 *    threshold: 5 by default, over 2 different days at least. Counts are dropped after 90 days. No time finer than a day.
 * 4. Who sent it. Nobody is known, so 'people' are an estimate: the same connection counts once a day for the same
 *    words (limits.ts keeps that in memory only, under a hash that changes each day). One person on several days or
 *    connections counts several times; a hub full of people behind one connection counts once a day.
 * 5. What remains. Whoever holds both the folder's key and its counts can test whether guessed words were sent this
 *    month, but not by whom. Words that are a name, or danger told in a language that the vocabulary does not know,
 *    can be sent, and stay a hash unless that many people send the very same words. Editors may then set them aside.
 * 6. When it is off, or the site is served without the desk, the page holds no code that sends, the address answers
 *    404, and what had been counted is forgotten.
 */

/** Where a page sends words that found nothing. Only the desk's server answers there, and only when it is on. */
export const NOTHING_FOUND_PATH = '/search/nothing-found';

/**
 * Words as they may be counted: small letters, single spaces, apostrophes and hyphens. Pure.
 *
 * @returns undefined when the text is not plain words, is too long, or holds a digit, a postcode or any other mark
 */
export function plainWords(typed: string): string | undefined {
  if (typed.length > LONGEST_TYPED || findPostcodes(typed).length > 0) return undefined;
  const words = typed
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`]/g, "'")
    .replace(/[\u2010-\u2015]/g, '-')
    .replace(/(^|\s)["'(\u201c]+/g, '$1')
    .replace(/["'.,!?;:)\u201d\u2026]+(?=\s|$)/g, '')
    .trim()
    .replace(/\s+/g, ' ');
  const letters = words.match(/\p{L}/gu)?.length ?? 0;
  if (letters < FEWEST_LETTERS || words.length > LONGEST || words.split(' ').length > MOST_WORDS) return undefined;
  return WORDS.test(words) ? words : undefined;
}

/**
 * The words of a search that may be counted, when it found nothing. Pure; the page and the server both ask it.
 *
 * @param understand the vocabulary that families' searches use
 * @returns undefined when one part of the rule forbids it
 */
export function mayBeCounted(
  typed: string,
  understand: Understand,
  facts: Pick<SearchFacts, 'needs'>,
): string | undefined {
  if (typed.length > LONGEST_TYPED) return undefined;
  const understood = understand(typed, []);
  const ofNothing = new Map(understand('', []).ranked.map(({ id, confidence }) => [id, confidence]));
  const danger =
    understood.urgent.tier !== 'none' ||
    understood.ranked.some(
      ({ id, confidence }) =>
        facts.needs[id]?.urgent && confidence >= NEAR && confidence > LEANS * (ofNothing.get(id) ?? 0),
    );
  if (danger || understood.needs.length > 0 || understood.place?.kind === 'postcode') return undefined;
  return plainWords(typed);
}

/** Somebody who asks not to be watched is not counted, although nobody here watches. */
export function asksNotToBeCounted(browser: { globalPrivacyControl?: boolean; doNotTrack?: string | null }): boolean {
  return browser.globalPrivacyControl === true || browser.doNotTrack === '1';
}

/** Letters with their accents, in any script, in words that begin with a letter. */
const WORDS = /^\p{L}[\p{L}\p{M}'-]*(?: \p{L}[\p{L}\p{M}'-]*)*$/u;
const MOST_WORDS = 6;
const LONGEST = 60;
const FEWEST_LETTERS = 3;
/** More than this cannot shrink to what may be counted. */
const LONGEST_TYPED = 120;
/** An urgent need with this chance, far below what shows any line, is sign enough not to send. */
const NEAR = 0.03;
/** With few needs each has a fair chance before anything is said: more than this many times that chance is a sign. */
const LEANS = 1.2;
