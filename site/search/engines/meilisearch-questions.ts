import { findPostcodes } from '../../../content/model/postcode.ts';
import { allWords, contentWords } from '../../../indexer/content-words.ts';
import type { EngineQuery } from './engine.ts';
import { filterFor, needIn } from './meilisearch-filter.ts';
import type { MeilisearchServer } from './meilisearch-server.ts';

/**
 * One question for each need that was understood and one for the words; without either, one for everything.
 * A long sentence that was not understood is asked word by word, because the server wants the rarest of its
 * words in every hit, and rare words of a sentence are mostly chance.
 */
export function questionsFor(query: EngineQuery, settings: MeilisearchServer, idsOnly: boolean): Question[] {
  const words = wordsToSend(query.words);
  const filter = filterFor(query.filters);
  const most = Math.min(query.most, idsOnly ? MOST_IDS : MOST_WHOLE);
  const base = {
    indexUid: settings.index,
    attributesToRetrieve: idsOnly ? ['id'] : ['*'],
    limit: most,
    matchingStrategy: 'frequency' as const,
  };
  const place = settings.geo === true ? query.around : undefined;
  const listed = (parts: string[], limit: number): Question[] => {
    const question = (more: string[]): Ask => ({ ...base, q: '', limit, ...joined([...filter, ...parts, ...more]) });
    // A sort by distance puts what has no place last, so helplines are asked for by themselves.
    const asks = place
      ? [{ ...question([boxAround(place)]), sort: [distanceFrom(place)] }, question(['placed = false'])]
      : [question([])];
    return asks.map((ask) => ({ by: 'need', ask }));
  };
  const needs = query.needs.slice(0, MOST_NEEDS);
  const byNeeds = needs.length === 0 ? [] : listed([needIn(needs)], most * Math.min(needs.length, 2));
  if (words.length === 0) return byNeeds.length > 0 ? byNeeds : listed([], most);

  const understood = query.needs.length > 0;
  const inWords = (q: string): Ask => ({
    ...base,
    q,
    // Marking words costs the server as much as finding them, and what was understood mostly wants names here.
    limit: Math.min(most, understood ? MOST_NAMED : MOST_BY_WORDS),
    ...joined(filter),
    // A sentence that was understood is looked for in names and summaries only: its words would meet long
    // texts by accident. The embedded engine does the same.
    ...(understood &&
      allWords(query.words).length > FEW_WORDS && { attributesToSearchOn: ['title', 'other_titles', 'summary'] }),
    showRankingScore: true,
    attributesToHighlight: ['title', 'other_titles', 'summary'],
    highlightPreTag: MARK,
    highlightPostTag: UNMARK,
  });
  // Meaning needs the whole sentence, and finds something for any.
  const hybrid = settings.hybrid && { hybrid: settings.hybrid };
  if (understood || hybrid || words.length <= SOME_WORDS) {
    return [{ by: 'words', ask: { ...inWords(words.join(' ')), ...hybrid } }, ...byNeeds];
  }
  // The last word may be half typed; a space after the others says that they are whole.
  const last = words.at(-1);
  return longest(words).map((word) => ({ by: 'word', ask: inWords(word === last ? word : `${word} `) }));
}

/** The telling words, without any postcode. Also bounds what a very long text costs. */
export function wordsToSend(text: string): string[] {
  let kept = text.slice(0, LONGEST);
  for (const { start, end } of findPostcodes(kept).reverse()) kept = `${kept.slice(0, start)} ${kept.slice(end)}`;
  return contentWords(kept).slice(0, MOST_WORDS);
}

/** The longest words of a sentence, which are mostly its rarest, in their order. */
function longest(words: readonly string[]): string[] {
  const kept = [...words].sort((a, b) => b.length - a.length).slice(0, MOST_SINGLE);
  return words.filter((word) => kept.includes(word));
}

/** For the server's `sort`: nearest first. */
function distanceFrom({ latitude, longitude }: Place): string {
  return `_geoPoint(${rough(latitude)}, ${rough(longitude)}):asc`;
}

/**
 * A filter for what lies within about 25 miles: nobody takes a child further, and sorting a whole country by
 * distance takes the server ten times as long.
 */
function boxAround({ latitude, longitude }: Place): string {
  const [north, south] = [rough(latitude + HALF_BOX), rough(latitude - HALF_BOX)];
  const [east, west] = [rough(longitude + HALF_BOX * WIDER), rough(longitude - HALF_BOX * WIDER)];
  return `_geoBoundingBox([${north}, ${east}], [${south}, ${west}])`;
}

/** A degree to two decimals: about 1.1 km north, 0.7 km east. */
function rough(degrees: number): string {
  return degrees.toFixed(2);
}

function joined(parts: string[]): { filter?: string[] } {
  return parts.length > 0 ? { filter: parts } : {};
}

/** Private-use letters, which no text of ours holds: marks that are not markup. */
export const MARK = '\uE000';
const UNMARK = '\uE001';

/** Of a longer sentence the rest adds hits by accident, and time. */
const MOST_WORDS = 8;
const MOST_SINGLE = 5;
const LONGEST = 1000;
/** Degrees north and south; as many miles east and west take more degrees at our latitudes. */
const HALF_BOX = 0.36;
const WIDER = 1.7;
const FEW_WORDS = 2;
const SOME_WORDS = 3;
const MOST_NEEDS = 10;
/** Hits one question brings: ids cost a few bytes each, whole documents half a kilobyte before compression. */
const MOST_IDS = 1000;
const MOST_WHOLE = 40;
const MOST_BY_WORDS = 40;
const MOST_NAMED = 20;

type Place = { latitude: number; longitude: number };

export type Question = {
  /** Found by all the words, by a single one, or by a need or filters alone. */
  by: 'words' | 'word' | 'need';
  ask: Ask;
};

type Ask = {
  indexUid: string;
  q: string;
  limit: number;
  filter?: string[];
  sort?: string[];
  attributesToRetrieve: string[];
  attributesToSearchOn?: string[];
  matchingStrategy: 'frequency';
  hybrid?: { embedder: string; semanticRatio: number };
  showRankingScore?: boolean;
  attributesToHighlight?: string[];
  highlightPreTag?: string;
  highlightPostTag?: string;
};
