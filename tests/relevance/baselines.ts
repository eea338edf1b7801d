import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import MiniSearch from 'minisearch';
import * as pagefind from 'pagefind';
import type { Directory } from '../../content/model/directory.ts';
import { type SearchDocument, searchDocuments } from '../../indexer/documents.ts';
import type { Connection } from '../../indexer/meilisearch/connection.ts';
import { keyOf } from '../../indexer/meilisearch/rows.ts';
import { answerFrom, type System } from './systems.ts';

/*
 * Plain searches over the same content, with everything left as it comes, to hold ours against. Each has the
 * needs' phrases too, as part of the needs' own pages: without them the comparison would be of contents, not
 * of searches.
 */

/** Pagefind's own index of every document in full, and its own order. */
export async function pagefindBaseline(directory: Directory, folder: string): Promise<System> {
  const documents = plainDocuments(directory);
  const byUrl = new Map(documents.map((document) => [document.url, document]));
  const { index } = await pagefind.createIndex({ forceLanguage: 'en' });
  if (!index) throw new Error('Pagefind did not start. Run npm ci again.');
  for (const document of documents) {
    const content = [document.title, ...document.other_titles, document.summary, document.words].join('. ');
    await index.addCustomRecord({ url: document.url, content, language: 'en', meta: { title: document.title } });
  }
  for (const { path, content } of (await index.getFiles()).files) {
    await mkdir(dirname(join(folder, 'pagefind', path)), { recursive: true });
    await writeFile(join(folder, 'pagefind', path), content);
  }
  await pagefind.close();
  const script = (await import(join(folder, 'pagefind/pagefind.js'))) as PagefindScript;
  const instance = script.createInstance({ noWorker: true, basePath: `${folder}/pagefind/` });
  return {
    name: 'pagefind',
    kind: 'baseline',
    async search(query) {
      const { results } = await instance.search(query);
      const pages = await Promise.all(results.slice(0, MOST).map((result) => result.data()));
      return answerFrom(pages.flatMap(({ raw_url, url }) => byUrl.get(raw_url ?? url) ?? []));
    },
  };
}

/** MiniSearch with its defaults: any word counts, whole words only, no typing slips. */
export function minisearchBaseline(directory: Directory): System {
  const documents = plainDocuments(directory);
  const byId = new Map(documents.map((document) => [document.id, document]));
  const index = new MiniSearch<SearchDocument>({ fields: ['title', 'other_titles', 'summary', 'words'] });
  index.addAll(documents);
  return {
    name: 'minisearch',
    kind: 'baseline',
    search: (query) =>
      Promise.resolve(
        answerFrom(
          index
            .search(query)
            .slice(0, MOST)
            .flatMap(({ id }) => byId.get(id as string) ?? []),
        ),
      ),
  };
}

/** Meilisearch with its default settings, in an index of its own. */
export async function meilisearchBaseline(directory: Directory, connection: Connection): Promise<System> {
  const documents = plainDocuments(directory);
  const name = `${connection.target.index}-plain`;
  await connection.task('making a plain index', (client) => client.createIndex(name, { primaryKey: 'key' }));
  await connection.task('filling it', (client) =>
    client.index(name).addDocuments(documents.map((document) => ({ key: keyOf(document.id), ...document }))),
  );
  return {
    name: 'meilisearch',
    kind: 'baseline',
    async search(query) {
      const { hits } = await connection.client.index<SearchDocument>(name).search(query, { limit: MOST });
      return answerFrom(hits);
    },
  };
}

function plainDocuments(directory: Directory): SearchDocument[] {
  const phrases = new Map(directory.needs.map((need) => [`need/${need.id}`, need.phrases.join('. ')]));
  return searchDocuments(directory).map((document) => ({
    ...document,
    words: `${document.words} ${phrases.get(document.id) ?? ''}`.trim(),
  }));
}

/** Hits that are looked at. */
const MOST = 50;

type PagefindScript = {
  createInstance(options: object): {
    search(query: string): Promise<{ results: { data(): Promise<{ url: string; raw_url?: string }> }[] }>;
  };
};
