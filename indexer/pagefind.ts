import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { brotliCompressSync, gunzipSync } from 'node:zlib';
import * as pagefind from 'pagefind';
import type { Directory } from '../content/model/directory.ts';
import { packCatalogue, searchFacts } from './catalogue.ts';
import { packSessions } from './catalogue-sessions.ts';
import { contentWords, stem } from './content-words.ts';
import { type SearchDocument, searchDocuments } from './documents.ts';

/**
 * Writes the embedded search index into a built site: Pagefind's word index under `pagefind/`, and the
 * catalogue under `search/catalogue.json`.
 *
 * @param outFolder the built site's folder, such as dist
 * @param say prints a line of progress
 * @throws with what to do next, when a document did not get into the index
 */
export async function writeEmbeddedIndex(
  directory: Directory,
  outFolder: string,
  say: (line: string) => void = console.log,
): Promise<{ documents: number; bytes: EmbeddedBytes }> {
  const documents = searchDocuments(directory);
  say(`Search: indexing ${documents.length} documents`);
  const files = await indexFiles(documents);
  const fragments = fragmentNames(documents, files);

  const folder = join(outFolder, 'pagefind');
  await rm(folder, { recursive: true, force: true });
  const kept = files.filter((file) => NEEDED.test(file.path));
  for (const file of kept) await write(join(folder, file.path), unzipped(file));

  const sessions = packSessions(directory.schedule);
  const catalogue = JSON.stringify(packCatalogue(documents, fragments, searchFacts(directory), sessions));
  await write(join(outFolder, 'search', 'catalogue.json'), catalogue);

  const bytes = {
    script: onTheWire(kept, /\.js$/),
    wasm: onTheWire(kept, /^wasm/),
    words: onTheWire(kept, /\.pf_(index|meta)$/),
    catalogue: brotliCompressSync(catalogue).length,
  };
  say(
    `Search: ${documents.length} documents written; on the wire Pagefind ${kb(bytes.script + bytes.wasm)}, ` +
      `words ${kb(bytes.words)}, catalogue ${kb(bytes.catalogue)}`,
  );
  return { documents: documents.length, bytes };
}

async function indexFiles(documents: SearchDocument[]): Promise<IndexFile[]> {
  const { index, errors } = await pagefind.createIndex({ forceLanguage: LANGUAGE });
  if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}. Run npm ci again and then the build.`);
  try {
    // Pagefind works in a process of its own, so it is handed many records at a time.
    for (let from = 0; from < documents.length; from += AT_ONCE) {
      await Promise.all(documents.slice(from, from + AT_ONCE).map((document) => add(index, document)));
    }
    const written = await index.getFiles();
    if (written.errors.length > 0) throw new Error(`Pagefind could not write its index: ${written.errors.join('; ')}`);
    return written.files;
  } finally {
    await pagefind.close();
  }
}

async function add(index: pagefind.PagefindIndex, document: SearchDocument): Promise<void> {
  const content = indexedWords(document);
  const { errors } = await index.addCustomRecord({ url: document.url, language: LANGUAGE, content });
  if (errors.length === 0) return;
  throw new Error(`Pagefind refused ${document.id}: ${errors.join('; ')}. Look at that record and build again.`);
}

/**
 * What Pagefind indexes: the words that the catalogue does not hold, each once. The page searches titles and
 * summaries in the catalogue itself, forgiving slips, and never shows excerpts, so word positions and
 * repeats would only be bytes: written in full this index is five times as large. The long advice of a need
 * is left out too, because its phrases have taught `understand` far more ways of saying it. Words are cut to
 * their stems by us, on both sides, which lets the page load Pagefind's smaller program without a stemmer.
 */
function indexedWords(document: SearchDocument): string {
  const known = new Set(contentWords([document.title, ...document.other_titles, document.summary].join(' ')));
  const more = document.kind === 'need' ? [] : paragraphs(document.words).flatMap(contentWords);
  const words = more.filter((word) => !known.has(word));
  return [...new Set((words.length > 0 ? words : [...known]).map(stem))].join(' ');
}

/** Text in pieces short enough for `contentWords`, which reads no more than a visitor would type. */
function paragraphs(text: string): string[] {
  return text.match(/[^.!?]{1,900}[.!?]*/g) ?? [];
}

/**
 * Pagefind's own name for each document, read from its fragments. A result in the page is only that name;
 * with the catalogue holding it no fragment is ever fetched, so the fragments themselves are not kept.
 */
function fragmentNames(documents: SearchDocument[], files: IndexFile[]): Map<string, string> {
  const idByUrl = new Map(documents.map((document) => [document.url, document.id]));
  const names = new Map<string, string>();
  for (const { path, content } of files) {
    const [, name = ''] = /^fragment\/(.+)\.pf_fragment$/.exec(path) ?? [];
    if (name === '') continue;
    for (const [fragment, url] of fragmentsIn(name, content)) {
      const id = idByUrl.get(url);
      if (id !== undefined) names.set(id, fragment);
    }
  }
  const addresses = new Set<string>();
  const lost = documents.filter(({ id, url }) => {
    const shared = addresses.has(url);
    addresses.add(url);
    return shared || !names.has(id);
  });
  if (lost.length > 0) {
    const ids = lost.slice(0, 5).map((document) => document.id);
    throw new Error(
      `Search index: ${lost.length} of ${documents.length} documents are missing from Pagefind's index (${ids.join(', ')}). ` +
        'Two records may share one address, or this version of Pagefind writes its fragments another way. Nothing was written.',
    );
  }
  return names;
}

/** Large sites have many pages in one fragment file, by name; small ones have one each. */
function fragmentsIn(name: string, content: Uint8Array): [string, string][] {
  const text = gunzipSync(content)
    .toString('utf8')
    .replace(/^pagefind_dcd/, '');
  const read = JSON.parse(text) as { url: string } | Record<string, { url: string }>;
  if (typeof read.url === 'string') return [[name, read.url]];
  return Object.entries(read as Record<string, { url: string }>).map(([fragment, page]) => [fragment, page.url]);
}

async function write(path: string, content: Uint8Array | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

/**
 * Pagefind zips its own files, which nothing can press further; it reads them just as well unzipped, and
 * served with Brotli like every other file they are a sixth smaller.
 */
function unzipped({ path, content }: IndexFile): Uint8Array {
  return /\.(pagefind|pf_index|pf_meta)$/.test(path) ? gunzipSync(content) : content;
}

function onTheWire(files: IndexFile[], which: RegExp): number {
  return files
    .filter((file) => which.test(file.path))
    .reduce((sum, file) => sum + brotliCompressSync(unzipped(file)).length, 0);
}

function kb(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}

/** Pagefind's name for text whose words it leaves as they are. */
const LANGUAGE = 'unknown';

const AT_ONCE = 200;

/** What the page loads. The rest is ready-made interfaces, a worker we do not use, and fragments. */
const NEEDED =
  /^(pagefind\.js|pagefind-entry\.json|pagefind\..+\.pf_meta|wasm\.unknown\.pagefind|index\/.+\.pf_index)$/;

type IndexFile = pagefind.IndexFile;
export type EmbeddedBytes = { script: number; wasm: number; words: number; catalogue: number };
