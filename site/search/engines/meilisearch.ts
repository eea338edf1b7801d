import { allWords } from '../../../indexer/content-words.ts';
import type { SearchDocument } from '../../../indexer/documents.ts';
import { passes } from '../filters.ts';
import type { Engine, EngineQuery, FacetCounts, Found } from './engine.ts';
import { MARK, questionsFor } from './meilisearch-questions.ts';
import { askServer, type MeilisearchServer } from './meilisearch-server.ts';

/**
 * The engine over a council's own Meilisearch server. It finds by each need that was understood and by words,
 * in one request, and puts the hits together; `rank` then decides the order, as for every engine.
 *
 * What leaves the device: the telling words of the search, without any postcode in them, the needs, and the
 * filters. Never the postcode, and never a position (`near`) made from one: distance is measured here, by
 * `rank`. Only where the settings say `geo`, for a directory too large to bring home whole, a rough place goes
 * along: `around`, which is a neighbourhood somebody named or the middle of an outcode, rounded to two decimals
 * (about 1 km). Without `around` nothing is sent.
 *
 * @param known the documents the page holds already: then only ids come over the wire, and a hit that this
 *   build has no page for is left out. Without them whole documents come.
 */
export function openMeilisearch(settings: MeilisearchServer, known?: readonly SearchDocument[]): CountingEngine {
  const held = known && new Map(known.map((document) => [document.id, document]));

  function documentOf(hit: Hit): SearchDocument | undefined {
    if (held) return held.get(hit.id);
    const { _formatted, _rankingScore, _geoDistance, ...document } = hit;
    return { ...document, words: '' };
  }

  return {
    name: 'meilisearch',
    async find(query, signal) {
      // While somebody types, nothing is sent: what the page holds answers, and half a word stays on the device.
      if (query.quick)
        return (known ?? []).flatMap((document) => (helpsWith(document, query) ? [{ document, words: 0 }] : []));
      const asked = questionsFor(query, settings, held !== undefined);
      const { results } = await askServer<{ results: Answer[] }>(
        settings,
        { queries: asked.map(({ ask }) => ask) },
        signal,
      );
      const found = new Map<string, Found>();
      const keep = (hit: Hit, closeness: number) => {
        const document = documentOf(hit);
        if (document === undefined || !passes(document, query.filters)) return;
        const before = found.get(document.id);
        if (closeness > 0) found.set(document.id, together(before, wordsFound(document, hit, closeness, query.words)));
        else if (!before) found.set(document.id, { document, words: 0 });
      };
      const rarities = results.map(({ estimatedTotalHits }, at) =>
        asked[at]?.by === 'word' ? rarityOf(estimatedTotalHits) : 0,
      );
      const whole = rarities.reduce((sum, rarity) => sum + rarity, 0);
      for (const [at, { hits }] of results.entries()) {
        const by = asked[at]?.by;
        for (const hit of hits) {
          const score = hit._rankingScore ?? 0;
          keep(hit, by === 'need' ? 0 : Math.max(0.01, by === 'words' ? score : (score * (rarities[at] ?? 0)) / whole));
        }
      }
      return [...found.values()].sort((a, b) => b.words - a.words).slice(0, query.most);
    },
    async count(query, signal) {
      const queries = questionsFor(query, settings, true).map(
        ({ ask: { q, filter, indexUid, attributesToSearchOn, matchingStrategy } }) => ({
          q,
          indexUid,
          matchingStrategy,
          ...(filter && { filter }),
          ...(attributesToSearchOn && { attributesToSearchOn }),
        }),
      );
      const federation = { limit: 0, facetsByIndex: { [settings.index]: FACETS } };
      const { facetsByIndex } = await askServer<{ facetsByIndex?: Record<string, { distribution?: FacetCounts }> }>(
        settings,
        { queries, federation },
        signal,
      );
      return facetsByIndex?.[settings.index]?.distribution ?? {};
    },
  };
}

/** A hit that was found by its words: how well (0 to 1), by which, and where they stand. */
function wordsFound(document: SearchDocument, hit: Hit, closeness: number, words: string): Found {
  const title = piecesOf(hit._formatted?.title ?? document.title);
  const summary = piecesOf(hit._formatted?.summary ?? document.summary);
  const others = (hit._formatted?.other_titles ?? []).flatMap(piecesOf);
  const marked = [...title, ...others, ...summary]
    .filter((piece) => piece.marked)
    .map(({ text }) => text.toLowerCase());
  return {
    document,
    words: isCalled(document, words) ? 1 : closeness * NOT_ITS_NAME,
    ...(marked.length > 0 && { matched: [...new Set(marked)] }),
    highlight: { title, summary },
  };
}

/** The same document found twice: by the whole text and by words of it, or by several words. */
function together(before: Found | undefined, now: Found): Found {
  if (before === undefined || before.words === 0) return now;
  const matched = [...new Set([...(before.matched ?? []), ...(now.matched ?? [])])];
  const words = Math.max(before.words, now.words) >= 1 ? 1 : Math.min(NOT_ITS_NAME, before.words + now.words);
  return { ...(before.words >= now.words ? before : now), words, ...(matched.length > 0 && { matched }) };
}

function helpsWith(document: SearchDocument, { needs, filters }: EngineQuery): boolean {
  return document.needs.some((need) => needs.includes(need)) && passes(document, filters);
}

/** A word that few documents hold says more. */
function rarityOf(documents: number): number {
  return documents === 0 ? 0 : Math.log(1 + A_LARGE_DIRECTORY / documents);
}

/** Text in pieces, so that a page can mark words without ever reading text as markup. */
function piecesOf(text: string): { text: string; marked: boolean }[] {
  return text
    .split(/(\uE000[^\uE001]*\uE001)/)
    .map((piece) => ({ text: piece.replace(/[\uE000\uE001]/g, ''), marked: piece.startsWith(MARK) }))
    .filter(({ text }) => text !== '');
}

/** True when a document is called what was typed, wholly or from the start of its name. */
function isCalled({ title, other_titles }: SearchDocument, typed: string): boolean {
  const wanted = allWords(typed).join(' ');
  if (wanted.length < 3) return false;
  return [title, ...other_titles]
    .map((name) => allWords(name).join(' '))
    .some(
      (name) => name === wanted || (wanted.length >= 5 && (name.startsWith(`${wanted} `) || name === `the ${wanted}`)),
    );
}

const FACETS = ['kind', 'needs', 'hubs', 'access', 'delivery', 'free', 'languages', 'send'];
/** Documents; only the proportion between rare and common words matters. */
const A_LARGE_DIRECTORY = 1000;
/** Only a document that is called what was typed scores 1. */
const NOT_ITS_NAME = 0.9;

/** An engine that can also say how many documents each filter would leave. */
export type CountingEngine = Engine & Required<Pick<Engine, 'count'>>;

type Answer = { hits: Hit[]; estimatedTotalHits: number };

type Hit = SearchDocument & {
  _rankingScore?: number;
  _geoDistance?: number;
  _formatted?: Partial<Pick<SearchDocument, 'title' | 'other_titles' | 'summary'>>;
};
