import type { Engine } from './engine.ts';

/**
 * Two engines as one: the first answers while it can, and the second takes over when it is slow or dead.
 * After a failure the first is left alone for a while and then tried again, so that a server that is being
 * restarted costs every visitor at most one slow search.
 *
 * @param waits how long to wait for the first engine and how long to leave it alone, in milliseconds
 */
export function withFallback(first: Engine, second: Engine, waits: Partial<Waits> = {}): FallbackEngine {
  const { answerWithin, tryAgainAfter, now } = { ...WAITS, ...waits };
  let restingUntil = -Infinity;
  return {
    name: first.name,
    get resting() {
      return now() < restingUntil;
    },
    async find(query, signal) {
      // Half-typed words stay on the device, whichever engine answers in the end.
      if (query.quick || now() < restingUntil) return second.find(query, signal);
      const stop = new AbortController();
      const stopToo = () => stop.abort();
      signal?.addEventListener('abort', stopToo, { once: true });
      let timer: ReturnType<typeof setTimeout> | undefined;
      const tooSlow = new Promise<never>((_, reject) => {
        timer = setTimeout(
          () => reject(new Error(`${first.name} did not answer within ${answerWithin} ms`)),
          answerWithin,
        );
      });
      try {
        return await Promise.race([first.find(query, stop.signal), tooSlow]);
      } catch (error) {
        // A visitor who typed on has stopped this search; that is no fault of the engine.
        if (signal?.aborted) throw error;
        stop.abort();
        restingUntil = now() + tryAgainAfter;
        return second.find(query, signal);
      } finally {
        clearTimeout(timer);
        signal?.removeEventListener('abort', stopToo);
      }
    },
  };
}

const WAITS: Waits = { answerWithin: 1500, tryAgainAfter: 30_000, now: () => Date.now() };

type Waits = { answerWithin: number; tryAgainAfter: number; now: () => number };

/** `resting` is true while the second engine answers instead of the first. */
export type FallbackEngine = Engine & { readonly resting: boolean };
