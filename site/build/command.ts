import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDirectory, type Directory } from '../../content/model/directory.ts';
import { todayInUk } from '../../content/model/freshness.ts';
import { loadContent } from '../../content/check.ts';
import { printProblems } from '../../content/problem.ts';
import type { Records } from '../../content/schema/records.ts';
import { trainedVocabulary } from '../../indexer/vocabulary/cache.ts';
import { writeEmbeddedIndex } from '../../indexer/pagefind.ts';
import { writeBlankForms } from '../forms/pdf/write-blank-forms.ts';
import { compressFolder } from './compress.ts';
import { PAGE_SCRIPTS } from './security.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the whole public site beside the one that is there, and swaps them only when every step has
 * passed, so that a fault never leaves half a site being served.
 *
 * @returns the folder that was built
 * @throws with every problem named when the content is not right, or with the step that failed
 */
export async function buildSite(): Promise<string> {
  const records = process.env.CONTENT ?? join(root, 'content/records');
  const dist = process.env.DIST ?? join(root, 'dist');
  const next = `${dist}.next`;
  const started = Date.now();

  step(1, 'Checking the content');
  const content = await loadContent(records);
  if (content.problems.length > 0) {
    throw new Error(`${content.problems.length} problem(s) in ${records}:\n\n${printProblems(content.problems)}`);
  }
  const directory = buildDirectory(content.records, process.env.TODAY ?? todayInUk());
  said(`${directory.needs.length} needs, ${directory.services.length} services, ${directory.groups.length} groups`);

  step(2, 'Building the pages, and the search beside them');
  await rm(next, { recursive: true, force: true });
  const workshop = await newWorkshop();
  try {
    const [pages, search] = [join(workshop, 'pages'), join(workshop, 'found')];
    await bothOrNeither(astroBuild(workshop, content.records), buildSearch(directory, content.records, search));
    for (const folder of await readdir(search)) await moveInto(join(search, folder), join(pages, folder));
    await moveAcross(pages, next);
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }

  step(3, 'Adding the paper and the look-ups');
  said(`${(await writeBlankForms(directory, next)).length} blank forms`);
  await copyIfThere(join(records, 'catchment', 'units'), join(next, 'places', 'units'));
  await keepMeilisearchSettings(next);

  step(4, 'Compressing');
  const compressed = await compressFolder(next);
  said(`${compressed.files} files, ${kb(compressed.before)} KB to ${kb(compressed.after)} KB`);
  await writeFile(join(next, PAGE_SCRIPTS), JSON.stringify(compressed.scripts));

  await swap(next, dist);
  console.log(`Built ${dist} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  return dist;
}

/** What the visitor's search reads: the trained vocabulary, Pagefind's index and the catalogue. */
async function buildSearch(directory: Directory, records: Records, folder: string): Promise<void> {
  const vocabulary = await trainedVocabulary(records, join(root, '.cache'));
  await mkdir(join(folder, 'search'), { recursive: true });
  await writeFile(join(folder, 'search', 'vocabulary.bin'), vocabulary);
  said(`${kb(vocabulary.length)} KB of what families say`);
  const index = await writeEmbeddedIndex(directory, folder, said);
  said(`${index.documents} entries in the search`);
}

/**
 * Astro builds in a process of its own, so that the search can be built beside it on the second core. It is handed
 * the records that were checked, and writes its own account to a file: nobody reads a pipe while training.
 */
async function astroBuild(workshop: string, records: Records): Promise<void> {
  const [account, checked] = [join(workshop, 'account.txt'), join(workshop, 'records.json')];
  await writeFile(checked, JSON.stringify(records));
  const log = await open(account, 'w');
  try {
    const astro = join(root, 'node_modules/astro/bin/astro.mjs');
    const child = spawn(process.execPath, [ROOMY, astro, 'build', '--outDir', join(workshop, 'pages')], {
      cwd: root,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', CHECKED_RECORDS: checked },
      stdio: ['ignore', log.fd, log.fd],
    });
    const [code] = (await once(child, 'close')) as [number | null];
    const output = await readFile(account, 'utf8');
    const pages = /(\d+) page\(s\) built/.exec(output)?.[1];
    if (code !== 0 || !pages) {
      throw new Error(`The pages could not be built (astro ended with ${code}).\n${output.slice(-4000)}`);
    }
    said(`${pages} pages`);
  } finally {
    await log.close();
  }
}

/**
 * Astro keeps its half-made parts beside the pages when those are within the project, and else in one folder for all
 * builds, where two builds at once would mix two councils. So every build gets a folder of its own in the project;
 * what builds that were killed have left is cleared after a day.
 */
async function newWorkshop(): Promise<string> {
  const cache = join(root, '.cache');
  await mkdir(cache, { recursive: true });
  for (const name of (await readdir(cache)).filter((one) => one.startsWith(WORKSHOP))) {
    const left = await stat(join(cache, name)).catch(() => undefined);
    if (left && Date.now() - left.mtimeMs > DAY) await rm(join(cache, name), { recursive: true, force: true });
  }
  return mkdtemp(join(cache, WORKSHOP));
}

/** Waits for both, even when one fails, so that nothing still writes when the fault is told. */
async function bothOrNeither(...work: Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) if (result.status === 'rejected') throw result.reason;
}

/** Moves a folder's files into another, which may be there already. Both are on one disk. */
async function moveInto(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
}

/** A rename, or a copy where the site stands on another disk. */
async function moveAcross(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EXDEV') throw error;
    await cp(from, to, { recursive: true });
  });
}

async function copyIfThere(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** `npm run index` leaves the page's settings for Meilisearch here; a rebuild must not lose them. */
async function keepMeilisearchSettings(next: string): Promise<void> {
  const kept = await readFile(join(root, '.cache', 'search-settings.json')).catch(() => undefined);
  await writeFile(join(next, 'search', 'settings.json'), kept ?? JSON.stringify({ engine: 'pagefind' }));
}

/** The old site goes only when the new one stands in its place. */
async function swap(next: string, dist: string): Promise<void> {
  const old = `${dist}.old`;
  await mkdir(dirname(dist), { recursive: true });
  await rm(old, { recursive: true, force: true });
  await rename(dist, old).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(next, dist);
  await rm(old, { recursive: true, force: true });
}

function step(number: number, words: string): void {
  console.log(`[${number}/4] ${words} ...`);
}

function said(words: string): void {
  console.log(`      ${words}`);
}

function kb(bytes: number): number {
  return Math.round(bytes / 1024);
}

/** Pages are made and let go by the thousand: with more room for what is new, far less time goes on tidying. */
const ROOMY = '--max-semi-space-size=128';
const WORKSHOP = 'build-';
const DAY = 24 * 60 * 60 * 1000;

if (import.meta.main) {
  try {
    await buildSite();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('\nNothing was changed: the site that was there is still there.');
    process.exit(1);
  }
}
