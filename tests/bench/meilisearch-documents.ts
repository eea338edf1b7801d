import type { SearchDocument } from '../../indexer/documents.ts';

/**
 * Many services made up from the words of real ones, the same every time: names and summaries are put together
 * from several records, needs and facts are one record's own, and places lie all over England. For measuring
 * what a national directory would ask of a server; nothing here is a real service.
 */
export function generatedServices(real: readonly SearchDocument[], many: number): SearchDocument[] {
  const help = real.filter(({ kind }) => kind === 'service' || kind === 'group');
  const sentences = help
    .flatMap(({ summary, words }) => [summary, ...words.split(/(?<=[.!?]) /)])
    .filter((text) => text.length > 20);
  const nouns = [
    ...new Set(help.flatMap(({ title }) => title.split(' ')).filter((word) => /^[A-Z][a-z]{3,}/.test(word))),
  ];
  const random = randomFrom(20261122);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;

  return Array.from({ length: many }, (_, at): SearchDocument => {
    const like = pick(help);
    const placed = random() < 0.7;
    return {
      ...like,
      id: `service/made-${at}`,
      kind: 'service',
      url: `/services/made-${at}/`,
      title: `${pick(nouns)} ${pick(nouns)} ${like.title}`.slice(0, 80),
      other_titles: random() < 0.3 ? [`${pick(nouns)} ${pick(nouns)}`] : [],
      summary: pick(sentences).slice(0, 200),
      words: Array.from({ length: 6 }, () => pick(sentences)).join(' '),
      hubs: [`hub-${Math.floor(random() * 600)}`],
      positions: placed ? [{ latitude: 50.5 + random() * 4.5, longitude: -3.5 + random() * 4 }] : [],
    };
  });
}

/** Numbers from 0 to 1 that look random and are the same every time (mulberry32, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
