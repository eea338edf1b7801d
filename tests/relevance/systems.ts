import type { SearchDocument } from '../../indexer/documents.ts';

/** A search that is measured: one of ours, or something plain to hold it against. */
export type System = {
  /** Such as 'pagefind', 'minisearch' or 'meilisearch'. */
  name: string;
  /** 'engine' is a whole session of ours: it understands, retrieves and ranks. 'baseline' has none of that. */
  kind: 'engine' | 'baseline';
  search(query: string): Promise<Answer>;
};

export type Answer = {
  /** Needs it takes the query to be about, best first. */
  needs: string[];
  /** For each of the first five groups or services: the needs it helps with. */
  top: string[][];
};

/** Several systems, and how to end what they have started. */
export type OpenSystems = { systems: System[]; close(): Promise<void> };

/**
 * What a plain list of hits says. A need's own page stands for that need; help stands for the needs it names,
 * its main one first: the most that can be read out of such a list.
 */
export function answerFrom(hits: readonly SearchDocument[]): Answer {
  return {
    needs: [...new Set(hits.flatMap(({ needs }) => needs))],
    top: hits
      .filter(({ kind }) => kind === 'group' || kind === 'service')
      .slice(0, 5)
      .map(({ needs }) => needs),
  };
}
