import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { extname, join, relative } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { brotliCompressSync, type BrotliOptions, constants, gzipSync } from 'node:zlib';

/**
 * Writes a .br and a .gz beside every file worth it, so that any static host can serve them as they are. Every
 * processor takes a share of the files.
 *
 * @returns how many files were pressed, their bytes before and after, and the scripts that stand in the pages
 * @throws when a file cannot be read or written, such as on a full disk
 */
export async function compressFolder(folder: string): Promise<Pressed> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile() && WORTH_IT.has(extname(entry.name)))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const hands = Math.min(availableParallelism(), Math.ceil(names.length / 50));
  const shares = Array.from({ length: hands }, (_, hand) => names.filter((_name, at) => at % hands === hand));
  const done = await Promise.all(shares.map((share) => inWorker({ folder, names: share })));
  return done.reduce(
    (sum, one) => ({
      files: sum.files + one.files,
      before: sum.before + one.before,
      after: sum.after + one.after,
      scripts: [...new Set([...sum.scripts, ...one.scripts])].sort(),
    }),
    { files: 0, before: 0, after: 0, scripts: [] },
  );
}

function inWorker(share: Share): Promise<Pressed> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: share });
    worker.on('message', resolve);
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`pressing the files ended with ${code}`)));
  });
}

function press({ folder, names }: Share): Pressed {
  const total: Pressed = { files: 0, before: 0, after: 0, scripts: [] };
  const scripts = new Set<string>();
  for (const name of names) {
    const path = join(folder, name);
    const forAll = FOR_ALL.test(name);
    const bytes = readFileSync(path);
    if (extname(name) === '.html') for (const script of scriptsIn(bytes.toString('utf8'))) scripts.add(script);
    if (bytes.length < SMALL && !forAll) continue;
    const small = brotliCompressSync(bytes, brotliSettings(bytes.length, forAll));
    writeFileSync(`${path}.br`, small);
    writeFileSync(`${path}.gz`, gzipSync(bytes));
    total.files += 1;
    total.before += bytes.length;
    total.after += small.length;
  }
  return { ...total, scripts: [...scripts].map(hashOf) };
}

/** The scripts written into a page, which are only ever our own: words of content are text there, never markup. */
function scriptsIn(page: string): string[] {
  return [...page.matchAll(/<script(?: type="module")?>([^]*?)<\/script>/g)].map(([, script = '']) => script);
}

/** As a Content-Security-Policy names a script that may run. */
function hashOf(script: string): string {
  return `sha256-${createHash('sha256').update(script).digest('base64')}`;
}

/** What compresses well. Pagefind's own files and the font are compressed already. */
const WORTH_IT = new Set([
  '.html',
  '.css',
  '.js',
  '.json',
  '.svg',
  '.txt',
  '.xml',
  '.bin',
  '.pagefind',
  '.pf_index',
  '.pf_meta',
  '.csv',
  '.ics',
  '.geojson',
]);

/**
 * What every visitor loads is pressed as hard as it can be; pages and data files are many and rebuilt often, so they
 * are pressed quickly. The window is no larger than the file, or each small page would cost 4 MB of memory to press.
 */
function brotliSettings(bytes: number, hard: boolean): BrotliOptions {
  const window = Math.min(Math.max(Math.ceil(Math.log2(bytes + 16)), constants.BROTLI_MIN_WINDOW_BITS), 22);
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: hard ? 11 : 5,
      [constants.BROTLI_PARAM_LGWIN]: window,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes,
    },
  };
}

/** Scripts, styles, the search and the look-ups. */
const FOR_ALL = /^(_astro|search|pagefind|places|timetable)\//;

/** Below this many bytes a file comes in the first few packets, pressed or not. Most are single things of the feed. */
const SMALL = 4096;

type Share = { folder: string; names: string[] };
type Pressed = {
  files: number;
  before: number;
  after: number;
  /** The hash of each script that stands in a page. */
  scripts: string[];
};

if (!isMainThread && parentPort) parentPort.postMessage(press(workerData as Share));
