import type { Settings } from 'meilisearch';
import type { Directory } from '../../content/model/directory.ts';
import type { SearchDocument } from '../documents.ts';
import { type Embedder, embedderSettings } from './embedder.ts';
import { shortNames, synonymsFrom } from './synonyms.ts';

/**
 * The settings of the index: what is searched, in which order of importance, and what can be filtered, sorted
 * and shown. Pure. The order families see is made by the page's `rank`, the same for every engine; these rules
 * decide which documents are worth sending to it.
 *
 * @param embedder a council's own embedder, for hybrid search
 */
export function indexSettings(
  directory: Directory,
  documents: readonly SearchDocument[],
  embedder?: Embedder,
): Settings {
  return {
    searchableAttributes: SEARCHED,
    // What a hit brings home: the document without its long words, which nobody reads in a list of results.
    displayedAttributes: [...SHOWN],
    filterableAttributes: [
      {
        attributePatterns: [...EQUAL],
        features: { facetSearch: false, filter: { equality: true, comparison: false } },
      },
      {
        attributePatterns: [...COMPARED],
        features: { facetSearch: false, filter: { equality: true, comparison: true } },
      },
      // The server takes its own field only by name, and only with everything switched on.
      '_geo',
    ],
    sortableAttributes: ['_geo', 'checked', 'title'],
    // A sentence's words stand far apart, so where a word stands (a name, then a summary) and whether it is
    // written just so tell more than how near words are. Distance decides among equals.
    rankingRules: ['words', 'typo', 'attributeRank', 'exactness', 'proximity', 'sort', 'wordPosition'],
    proximityPrecision: 'byAttribute',
    stopWords: STOP_WORDS,
    synonyms: synonymsFrom(directory, documents),
    typoTolerance: {
      enabled: true,
      // Slips are common in long words; in short ones they make other words ('dads', 'beds').
      minWordSizeForTypos: { oneTypo: 5, twoTypos: 8 },
      // 'CAMHS' is not a slip of 'camps'.
      disableOnWords: [...new Set(shortNames(directory).map(([short]) => short))].sort(),
      // Ages, and numbers such as 116 123, mean what they say.
      disableOnNumbers: true,
    },
    faceting: { maxValuesPerFacet: 300, sortFacetValuesBy: { '*': 'count' } },
    pagination: { maxTotalHits: 1000 },
    facetSearch: false,
    // The page turns to its own index after 1.5 s, so an answer cut short here still comes in time (ms).
    searchCutoffMs: 1000,
    ...(embedder && { embedders: embedderSettings(embedder) }),
  };
}

/** Searched attributes, the most telling first. */
const SEARCHED = ['title', 'other_titles', 'summary', 'words'];

/** What a hit carries: a search document's fields, all but `words`. */
export const SHOWN = [
  'id',
  'kind',
  'title',
  'other_titles',
  'summary',
  'url',
  'needs',
  'minimum_age',
  'maximum_age',
  'hubs',
  'area',
  'access',
  'delivery',
  'free',
  'languages',
  'send',
  'positions',
  'phone',
  'checked',
  'closed',
] as const satisfies (keyof SearchDocument)[];

/** Filtered by an exact value, and counted as facets. */
export const EQUAL = [
  'kind',
  'needs',
  'main_need',
  'hubs',
  'access',
  'delivery',
  'free',
  'languages',
  'send',
  'area',
  'closed',
  'placed',
] as const;

/** Filtered by more and less. `checked` is a day (YYYY-MM-DD); it can be sorted by, not compared. */
const COMPARED = ['age_from', 'age_to'] as const;

/**
 * Words that say nothing about what a family needs. Short on purpose: 'no', 'not', 'out', 'off', 'help',
 * 'need', 'my' and 'own' stay, because 'no money', 'not sleeping', 'kicked out' and 'on my own' mean something.
 */
const STOP_WORDS = (
  'a an and are as at be been but by can could did do does for from had has have he her his i if im in is it its ive ' +
  'just like me of on or really she so some than that the their them then there they this to too very was we were what ' +
  'when where which who will with would you your'
).split(' ');
