/**
 * Something a text says beside its need, with the very words and where they stand (UTF-16 positions), so that
 * the page can show it and a visitor can take it away.
 */
export type Said<Value> = { value: Value; words: string; start: number; end: number };

/** The first place where one of these patterns stands, with what it means there; undefined when none does. */
export function firstSaid<Value>(text: string, patterns: readonly Reading<Value>[]): Said<Value> | undefined {
  for (const [pattern, meaning] of patterns) {
    for (const match of text.matchAll(pattern)) {
      const value = meaning(match);
      if (value === undefined) continue;
      const start = match.index + match[0].length - match[0].trimStart().length;
      const words = match[0].trim();
      return { value, words, start, end: start + words.length };
    }
  }
  return undefined;
}

/** What is read of a text at most; the same as the classifier reads. */
export const LONGEST_READ = 600;

/** A global pattern, and what a match means; undefined when it means nothing after all. */
export type Reading<Value> = readonly [RegExp, (match: RegExpExecArray | RegExpMatchArray) => Value | undefined];
