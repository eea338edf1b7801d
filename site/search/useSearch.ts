import { useEffect, useRef, useState } from 'react';
import type { Query } from './query.ts';
import { openSession, type Results, type Session } from './session.ts';

/**
 * Searches whenever the query changes: at once with what is on the device, which takes a few milliseconds,
 * and fully when the typing pauses, because that may fetch the word index or ask a server. Only the newest
 * search counts.
 *
 * @param today the day it is: a new one is a new search, because 'tomorrow' is another day
 */
export function useSearch(query: Query, today: string): SearchState {
  const [session, setSession] = useState<Session | 'failed' | undefined>(undefined);
  const [tries, setTries] = useState(0);
  const [answer, setAnswer] = useState<Answer | undefined>(undefined);
  const running = useRef<AbortController | undefined>(undefined);

  useEffect(() => {
    let here = true;
    openSession().then(
      (opened) => here && setSession(opened),
      () => here && setSession('failed'),
    );
    return () => {
      here = false;
    };
  }, [tries]);

  useEffect(() => {
    if (session === undefined || session === 'failed') return;
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    const search = (quick: boolean) =>
      session.search(query.text, query.filters, query.ignore, { quick, signal: mine.signal }).then(
        (results) => {
          if (mine.signal.aborted) return;
          // The full search often finds what the quick one did; then nothing is drawn again.
          setAnswer((last) => {
            const before = last?.query === query && last.today === today ? last : undefined;
            const seen = before && same(before.results, results) ? before.results : results;
            const whole = !quick || (before?.results === seen && before.whole);
            return before?.results === seen && before.whole === whole ? before : { query, today, results: seen, whole };
          });
        },
        () => {
          // Stopped, or an engine without a second: the last results stay.
        },
      );
    // A turn of the event loop lets the typed letter be drawn first.
    const now = setTimeout(() => void search(true), 0);
    const later = setTimeout(() => void search(false), PAUSE);
    return () => {
      clearTimeout(now);
      clearTimeout(later);
    };
  }, [session, query, today]);

  return {
    session: session === 'failed' ? undefined : session,
    failed: session === 'failed',
    answer,
    tryAgain: () => {
      setSession(undefined);
      setTries(tries + 1);
    },
  };
}

function same(a: Results, b: Results): boolean {
  const ids = (results: Results) =>
    [...results.needs, ...results.list.map((one) => one.document)].map(({ id }) => id).join();
  return a.fallingBack === b.fallingBack && ids(a) === ids(b);
}

/** How long a pause in the typing is, in milliseconds. */
const PAUSE = 350;

export type SearchState = {
  session: Session | undefined;
  /** True when the catalogue could not be fetched. */
  failed: boolean;
  /** The newest results, with the query they answer. */
  answer: Answer | undefined;
  tryAgain(): void;
};

/** `whole` when everything was asked, not only what was on the device already. */
export type Answer = { query: Query; today: string; results: Results; whole: boolean };
