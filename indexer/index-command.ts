/**
 * npm run index
 *
 * Indexes the content for the search the council has chosen. With MEILI_URL set: the Meilisearch server there,
 * built beside the live index and swapped. Without it: the embedded index of the built site in dist.
 * Ends with 0 when everything is in place and with 1 when anything failed; then what was there still serves.
 */
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadContent } from '../content/check.ts';
import { buildDirectory, type Directory } from '../content/model/directory.ts';
import { todayInUk } from '../content/model/freshness.ts';
import { printProblems } from '../content/problem.ts';
import { searchDocuments } from './documents.ts';
import { Connection, type Target, targetFrom } from './meilisearch/connection.ts';
import { type Embedder, EMBEDDER_NAME, embedderFrom } from './meilisearch/embedder.ts';
import { buildMeilisearchIndex } from './meilisearch/index.ts';
import { searchOnlyKey, type SearchSettings, writeSettings } from './meilisearch/keys.ts';
import { redact } from './meilisearch/problems.ts';
import { indexSettings } from './meilisearch/settings.ts';
import { writeEmbeddedIndex } from './pagefind.ts';

/** Runs the command and gives its exit code. Nothing it prints holds a key. */
export async function run(
  env: Record<string, string | undefined>,
  print: (line: string) => void = console.log,
): Promise<0 | 1> {
  const secrets = [env.MEILI_ADMIN_KEY, env.MEILI_MASTER_KEY, env.MEILI_SEARCH_KEY, keyIn(env.MEILI_EMBEDDER)];
  const say = (line: string) => print(redact(line, secrets));
  try {
    const target = targetFrom(env);
    const embedder = embedderFrom(env);
    const directory = await readDirectory(env);
    if (target === undefined) await indexEmbedded(directory, foldersFrom(env), say);
    else await indexServer(directory, target, embedder, foldersFrom(env), say);
    return 0;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

async function readDirectory(env: Record<string, string | undefined>): Promise<Directory> {
  const { records, problems } = await loadContent(env.CONTENT ?? join(ROOT, 'content/records'));
  if (problems.length > 0) {
    throw new Error(
      `The content has ${problems.length} problem(s), so nothing was indexed.\n\n${printProblems(problems)}`,
    );
  }
  return buildDirectory(records, env.TODAY ?? todayInUk());
}

async function indexEmbedded(directory: Directory, { dist }: Folders, say: (line: string) => void): Promise<void> {
  say('MEILI_URL is not set, so the site searches with its embedded index.');
  if (!existsSync(dist)) {
    say(`There is no built site at ${dist} to write it to. It is written with the site: npm run build.`);
    return;
  }
  await writeEmbeddedIndex(directory, dist, say);
  await removePacked(join(dist, 'search', 'catalogue.json'));
}

async function indexServer(
  directory: Directory,
  target: Target,
  embedder: Embedder | undefined,
  { dist, cache }: Folders,
  say: (line: string) => void,
): Promise<void> {
  const documents = searchDocuments(directory);
  say(
    `Indexing ${documents.length} documents as "${target.index}" at ${target.url}: a new index beside the live one, ` +
      'proved with test searches, then swapped. Until then the live one serves.',
  );
  const overPlainHttp =
    target.publicUrl.startsWith('http://') && !/^http:\/\/(127\.|localhost|\[::1\])/.test(target.publicUrl);
  if (overPlainHttp)
    say(
      `Note: ${target.publicUrl} is not HTTPS. A page served over HTTPS cannot ask it, and words would travel in the open.`,
    );
  const connection = new Connection(target);
  const stop = () => connection.stop();
  process.once('SIGINT', stop);
  try {
    say(`Meilisearch ${await connection.check()} answers`);
    // The key first: without one that is safe to give away there is no use for an index.
    const settings = pageSettings(target, await searchOnlyKey(connection), documents.length, embedder);
    const built = await buildMeilisearchIndex(
      connection,
      { documents, settings: indexSettings(directory, documents, embedder) },
      say,
    );
    await hand(settings, { dist, cache }, say);
    say(`Done in ${built.seconds.toFixed(1)} s.`);
  } finally {
    process.off('SIGINT', stop);
  }
}

function pageSettings(target: Target, key: string, documents: number, embedder: Embedder | undefined): SearchSettings {
  return {
    engine: 'meilisearch',
    url: target.publicUrl,
    index: target.index,
    key,
    // A district's help for a need comes home whole and is measured on the device; a country's cannot.
    geo: target.geo ?? documents > TOO_MANY_TO_BRING_HOME,
    ...(embedder && { hybrid: { embedder: EMBEDDER_NAME, semanticRatio: embedder.semanticRatio } }),
  };
}

/** Writes the page's settings where the next build finds them, and into the built site when there is one. */
async function hand(settings: SearchSettings, { dist, cache }: Folders, say: (line: string) => void): Promise<void> {
  const kept = join(cache, 'search-settings.json');
  await writeSettings(kept, settings);
  say(
    `The page searches ${settings.url}, index "${settings.index}"${settings.geo ? ', sorted by rough distance' : ''}${settings.hybrid ? ', by words and meaning' : ''}.`,
  );
  say(
    `Its key can only search that index; it is in ${relative('.', kept)}, and the next npm run build takes it along.`,
  );
  if (!existsSync(dist)) return;
  const live = join(dist, 'search', 'settings.json');
  await writeSettings(live, settings);
  await removePacked(live);
  say(`Written to ${relative('.', live)} too.`);
}

/** The build leaves compressed twins beside its files; a host would go on serving the old ones. */
async function removePacked(path: string): Promise<void> {
  await Promise.all(['.br', '.gz'].map((ending) => rm(`${path}${ending}`, { force: true })));
}

function keyIn(embedder: string | undefined): string | undefined {
  return /"apiKey"\s*:\s*"([^"]+)"/.exec(embedder ?? '')?.[1];
}

function foldersFrom(env: Record<string, string | undefined>): Folders {
  return { dist: env.DIST ?? join(ROOT, 'dist'), cache: env.CACHE ?? join(ROOT, '.cache') };
}

type Folders = { dist: string; cache: string };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const TOO_MANY_TO_BRING_HOME = 5000;

if (import.meta.main) {
  process.exitCode = await run(process.env);
}
