import { useEffect } from 'react';
import type { Query } from '../search/query.ts';
import type { Session } from '../search/session.ts';
import type { Answer } from '../search/useSearch.ts';
import { filtersSet } from '../search/filters.ts';
import { asksNotToBeCounted, mayBeCounted, NOTHING_FOUND_PATH } from './rule.ts';
import type { COUNTED_WORDS } from './words.ts';

/**
 * Tells the council's own server the words of a search that found nothing, once the visitor has stopped: after some
 * seconds, or when they leave the page. Parts 1 and 2 of the rule in rule.ts are kept here.
 */
export function useNothingFound(query: Query, answer: Answer | undefined, session: Session | undefined): void {
  const words = answer?.query === query && answer.whole ? wordsToTell(answer, session) : undefined;
  useEffect(() => {
    if (words === undefined) return;
    const since = Date.now();
    const stopped = setTimeout(() => tell(words), STOPPED_AFTER);
    const onLeave = () => {
      if (Date.now() - since >= LEFT_AFTER) tell(words);
    };
    addEventListener('pagehide', onLeave);
    return () => {
      clearTimeout(stopped);
      removeEventListener('pagehide', onLeave);
    };
  }, [words, query]);
}

/** The words of a search that found nothing and may be counted, or undefined. */
export function wordsToTell({ query, results }: Answer, session: Session | undefined): string | undefined {
  const nothing = results.list.length === 0 && results.needs.length === 0;
  const plain = filtersSet(query.filters) === 0 && query.ignore.length === 0;
  if (!session?.understand || !nothing || !plain || results.fallingBack || asksNotToBeCounted(navigator as AsksNot)) {
    return undefined;
  }
  return mayBeCounted(query.text, session.understand, session.catalogue.facts);
}

/** What becomes of this search, for the visitor to be told. */
export function countingOf(answer: Answer, session: Session): keyof typeof COUNTED_WORDS {
  if (asksNotToBeCounted(navigator as AsksNot)) return 'asked-not';
  return wordsToTell(answer, session) === undefined ? 'not-this-one' : 'counted';
}

/** Once for each load of the page. Nothing is asked of the answer, and a failure is nobody's concern. */
function tell(words: string): void {
  if (told.has(words)) return;
  told.add(words);
  fetch(NOTHING_FOUND_PATH, {
    method: 'POST',
    // JSON from another site would need that site to be let in first, and none is.
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ words }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    keepalive: true,
  }).catch(() => undefined);
}

type AsksNot = Parameters<typeof asksNotToBeCounted>[0];

const told = new Set<string>();
/** Milliseconds without a key after which somebody has stopped typing. */
const STOPPED_AFTER = 5000;
/** Somebody who leaves sooner may have been in the middle of a word. */
const LEFT_AFTER = 1000;
