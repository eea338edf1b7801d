import type { SearchDocument } from '../../../indexer/documents.ts';
import { allWords, stem } from '../../../indexer/content-words.ts';
import { slipsApart } from '../slips.ts';

/**
 * Searches titles, other names and summaries, held in memory. It answers at once, also when the word index
 * cannot be fetched, and forgives slips: 'samaratans' finds Samaritans.
 */
export function openTitles(documents: readonly SearchDocument[]): Titles {
  const places = new Map<string, Map<SearchDocument, number>>();
  const spoken = new Map<string, string>();
  for (const document of documents) {
    for (const [text, weight] of fieldsOf(document)) {
      for (const word of allWords(text)) {
        const key = stem(word);
        const found = places.get(key) ?? new Map<SearchDocument, number>();
        found.set(document, Math.max(found.get(document) ?? 0, weight));
        places.set(key, found);
        if (!spoken.has(key)) spoken.set(key, word);
      }
    }
  }
  const known = [...places.keys()];
  const names = new Map(
    documents.map((document) => [document, [document.title, ...document.other_titles].map(allWords)]),
  );

  return {
    lookFor(word) {
      const key = stem(word);
      const exact = places.get(key);
      if (exact) return { read: word, documents: exact };
      const begun = word.length >= 3 ? known.filter((other) => other.startsWith(key)) : [];
      if (begun.length > 0)
        return {
          read: word,
          documents: together(
            begun.map((other) => places.get(other)),
            BEGUN,
          ),
        };
      const near = nearest(key, known);
      if (near === undefined) return undefined;
      return { read: spoken.get(near) ?? near, documents: together([places.get(near)], SLIPPED) };
    },
    named(words) {
      const wanted = allWords(words);
      const called = new Map<SearchDocument, number>();
      if (wanted.join('').length < 3) return called;
      for (const document of documents) {
        const [title = [], ...others] = names.get(document) ?? [];
        if (isCalled(title, wanted)) called.set(document, 1);
        else if (others.some((name) => isCalled(name, wanted))) called.set(document, OTHER_NAME);
      }
      return called;
    },
  };
}

/** Where a word stands says how much it tells: a name most, a summary least. */
function fieldsOf(document: SearchDocument): [string, number][] {
  return [
    [document.title, 1],
    ...document.other_titles.map((title): [string, number] => [title, 0.9]),
    [document.summary, 0.5],
  ];
}

/** The known word that is one slip away, or two when it is long; the more letters agree at the start the better. */
function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length < 5) return undefined;
  const most = word.length >= 8 ? 2 : 1;
  let best: string | undefined;
  let fewest = most + 1;
  for (const other of known) {
    // A slip in the first letter is rare, and reading one there turns words into other words.
    if (other[0] !== word[0] || other.length < 4) continue;
    const slips = slipsApart(word, other, fewest - 1);
    if (slips < fewest) [best, fewest] = [other, slips];
  }
  return best;
}

function together(
  found: (ReadonlyMap<SearchDocument, number> | undefined)[],
  times: number,
): Map<SearchDocument, number> {
  const merged = new Map<SearchDocument, number>();
  for (const documents of found) {
    for (const [document, weight] of documents ?? []) {
      merged.set(document, Math.max(merged.get(document) ?? 0, weight * times));
    }
  }
  return merged;
}

/** True when a name is, or begins with, the words somebody typed, one slip a word forgiven, spaces or not. */
function isCalled(name: string[], wanted: string[]): boolean {
  const whole = name.join('');
  if (whole === wanted.join('')) return true;
  const from = name[0] === 'the' && wanted[0] !== 'the' ? 1 : 0;
  return (
    wanted.length <= name.length - from &&
    wanted.join('').length >= 5 &&
    wanted.every(
      (word, index) =>
        slipsApart(word, name[from + index] ?? '', word.length >= 5 ? 1 : 0) <= (word.length >= 5 ? 1 : 0),
    )
  );
}

/** A word begun but not ended, and a word read through a slip, are each worth a little less. */
const BEGUN = 0.9;
const SLIPPED = 0.8;
/** To be called something else as well tells a little less than the title. */
const OTHER_NAME = 0.95;

export type Titles = {
  /** The documents with a word and how telling it is there (0 to 1); `read` is the word as it was read. */
  lookFor(word: string): { read: string; documents: ReadonlyMap<SearchDocument, number> } | undefined;
  /** Documents that are called this, wholly or from the start of a name: 1 by their title, less by another name. */
  named(words: string): ReadonlyMap<SearchDocument, number>;
};
