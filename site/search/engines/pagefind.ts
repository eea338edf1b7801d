import { allWords, contentWords, stem } from '../../../indexer/content-words.ts';
import type { Catalogue } from '../../../indexer/catalogue.ts';
import type { SearchDocument } from '../../../indexer/documents.ts';
import { passes } from '../filters.ts';
import type { Engine, EngineQuery, Found } from './engine.ts';
import { openTitles } from './titles.ts';

/**
 * The engine that needs no server: the catalogue for needs, names and summaries, and Pagefind for every
 * other word. Each word is looked for by itself, because Pagefind wants all words on one page and a
 * sentence never is; rare words then count for more than common ones.
 *
 * @param loadWords opens Pagefind; called only when a search needs it, and again after it has failed
 */
export function openPagefind(catalogue: Catalogue, loadWords: () => Promise<WordIndex>): Engine {
  const titles = openTitles(catalogue.documents);
  let opening: Promise<WordIndex> | undefined;

  /** The documents with a word in their long text. None when Pagefind cannot be had: the catalogue still answers. */
  async function inLongText(word: string): Promise<SearchDocument[]> {
    try {
      opening ??= loadWords();
      // In quotes Pagefind takes the word as it stands; without, it falls back to any word that begins alike.
      const { results } = await (await opening).search(`"${stem(word)}"`);
      return results.flatMap(({ id }) => catalogue.fragments.get(id) ?? []);
    } catch {
      opening = undefined;
      return [];
    }
  }

  return {
    name: 'pagefind',
    async find(query) {
      const scores = new Map<SearchDocument, { score: number; matched: string[] }>();
      const words = contentWords(query.words).slice(0, MOST_WORDS);
      const called = titles.named(query.words);
      const looksInLongText = !query.quick && called.size === 0 && wordsMatter(query);
      let whole = 0;
      for (const word of words) {
        const titled = titles.lookFor(word);
        const rare = (titled?.documents.size ?? 0) < PLENTY;
        const long = looksInLongText && rare ? await inLongText(titled?.read ?? word) : [];
        const found = new Map(long.map((document) => [document, IN_LONG_TEXT]));
        for (const [document, weight] of titled?.documents ?? []) found.set(document, weight);
        // A word that stands nowhere counts as missed: what matches the others is then no close match.
        const rarity = Math.log(1 + catalogue.documents.length / Math.max(1, found.size));
        whole += rarity;
        for (const [document, weight] of found) {
          const sum = scores.get(document) ?? { score: 0, matched: [] };
          sum.score += rarity * weight;
          sum.matched.push(titled?.documents.has(document) ? titled.read : word);
          scores.set(document, sum);
        }
      }
      const wanted = new Set(query.needs);
      return catalogue.documents
        .flatMap((document): Found[] => {
          const { score, matched } = scores.get(document) ?? { score: 0, matched: [] };
          const close = called.get(document) ?? (whole === 0 ? 0 : (score / whole) * NOT_ITS_NAME);
          const asked = query.words === '' || document.needs.some((need) => wanted.has(need));
          if ((close === 0 && !asked) || !passes(document, query.filters)) return [];
          return [{ document, words: close, ...(matched.length > 0 && { matched }) }];
        })
        .sort((a, b) => b.words - a.words)
        .slice(0, query.most);
    },
  };
}

/**
 * Fetches and starts Pagefind, in the page itself: its worker is another 11 KB, and a search takes a
 * millisecond. The script's address is put together so that the bundler leaves it alone.
 */
export async function loadPagefind(folder = '/pagefind/'): Promise<WordIndex> {
  const script = (await import(/* @vite-ignore */ `${folder}pagefind.js`)) as {
    createInstance(options: object): WordIndex & { init(): Promise<void> };
  };
  const instance = script.createInstance({ noWorker: true, basePath: folder, language: 'unknown', metaCacheTag: '' });
  await instance.init();
  return instance;
}

/**
 * A sentence that was understood needs no word index: the words that made up its meaning would meet long
 * texts by accident only. Short searches do need it, and so does what was not understood; names do not. Little
 * words count too: 'my baby will not sleep' is a sentence, and the word index is 95 KB on a parent's phone.
 */
function wordsMatter(query: EngineQuery): boolean {
  return query.needs.length === 0 || allWords(query.words).length <= FEW_WORDS;
}

const MOST_WORDS = 8;
const FEW_WORDS = 2;
const IN_LONG_TEXT = 0.4;
/** A word that so many names and summaries hold is answered by them: the word index is 90 KB that a phone can spare. */
const PLENTY = 5;
/** Only a document that is called what was typed scores more. */
const NOT_ITS_NAME = 0.9;

/** What we use of Pagefind. */
export type WordIndex = { search(word: string): Promise<{ results: { id: string; score: number }[] }> };
