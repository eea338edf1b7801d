import { readFileSync, statSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Problem, shown } from '../../content/problem.ts';
import { envelopeFaults } from '../feeds/envelope.ts';
import { type EntityKind, entityFaults } from './feed-entities.ts';
import { isFull, itemsOf, lastPageOf } from './feed-page.ts';
import { type Budget, megabytes, MEND_TOO_LARGE, MOST_BYTES, MOST_BYTES_IN_ALL } from './fetch-json.ts';

/**
 * Reads a feed that stands in a folder (or one file) as JSON: pages of lists and single things, in any
 * arrangement. What a file holds is told from its name, or else from its fields. Every fault is named.
 */
export async function readFeedFolder(path: string, say: (line: string) => void): Promise<RawFeed> {
  const feed: RawFeed = { services: [], faults: [], complete: true };
  const files = (await stat(path)).isFile()
    ? ['']
    : (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.json')).sort();
  const fullest = new Map<string, { value: unknown; where: string }>();
  const nameless: { value: unknown; where: string }[] = [];
  const budget = { whole: MOST_BYTES_IN_ALL, left: MOST_BYTES_IN_ALL };

  for (const [count, file] of files.entries()) {
    const body = readJson(join(path, file), file === '' ? path : file, feed, budget);
    if (body === undefined) continue;
    const kind = kindOf(file, body);
    if (kind === undefined) continue;
    const items = itemsOf(body);
    if (items && !Array.isArray(body) && 'contents' in (body as object)) {
      feed.faults.push(...envelopeFaults(body).map(({ field, value, what }) => fault(file, field, value, what)));
      if (kind === 'service' && items.length > 0 && lastPageOf(body) > 1 && files.length === 1) {
        feed.complete = false;
        feed.faults.push(
          fault(file, 'total_pages', lastPageOf(body), 'says that there are more pages, and this is one file'),
        );
      }
    }
    const seenHere = new Set<string>();
    for (const [index, value] of (items ?? [body]).entries()) {
      const where = items ? `${file}#${index}` : file;
      if (kind !== 'service') {
        feed.faults.push(...entityFaults(kind, value, where));
        continue;
      }
      const id =
        value !== null && typeof value === 'object' && 'id' in value && typeof value.id === 'string'
          ? value.id
          : undefined;
      if (id === undefined) nameless.push({ value, where });
      else if (seenHere.has(id)) {
        feed.faults.push(fault(where, 'id', id, 'is the id of another service in this list: the first is kept'));
        feed.faults.push(...entityFaults('service', value, where));
      } else {
        seenHere.add(id);
        const before = fullest.get(id);
        const kept = before === undefined || isFull(value) ? { value, where } : before;
        const passedOver = kept === before ? { value, where } : before;
        fullest.set(id, kept);
        // Whoever reads the services names the faults of those that are kept; the others' are named here.
        if (passedOver) feed.faults.push(...entityFaults('service', passedOver.value, passedOver.where));
      }
    }
    if ((count + 1) % 1000 === 0) say(`${count + 1} of ${files.length} files`);
  }
  feed.services.push(...fullest.values(), ...nameless);
  return feed;
}

/** Read one after the other, not by other threads: for thousands of small files that is half the work. */
function readJson(path: string, file: string, feed: RawFeed, budget: Budget): unknown {
  const notRead = (value: string, what: string, mend: string) => {
    feed.complete = false;
    feed.faults.push({ file, field: '', value: shown(value), what, mend });
    return undefined;
  };
  const { size } = statSync(path);
  if (size > MOST_BYTES)
    return notRead(megabytes(size), `is larger than ${megabytes(MOST_BYTES)} and was not opened`, MEND_TOO_LARGE);
  // Smaller files may still fit, but which would be chance: the first that does not is the last that is looked at.
  if (budget.left < 0) return undefined;
  budget.left -= size;
  if (budget.left < 0)
    return notRead(
      megabytes(budget.whole - budget.left),
      `and the files before it are larger than ${megabytes(budget.whole)} in all, so neither it nor the rest was opened`,
      'import the folder in several parts, each with its own --from',
    );
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    return notRead(
      text.slice(-60),
      `is not JSON: ${error instanceof Error ? error.message : 'unreadable'}`,
      'fetch it again: it may have stopped half-way; if it stays, ask the publisher',
    );
  }
}

function kindOf(file: string, body: unknown): EntityKind | undefined {
  const name =
    file
      .replace(/\\/g, '/')
      .split('/')
      .find((part) => NAMES.some(([start]) => part.startsWith(start))) ?? basename(file);
  const named = NAMES.find(([start]) => name.startsWith(start))?.[1];
  if (named !== undefined) return named;
  const sample = itemsOf(body)?.[0] ?? body;
  if (sample === null || typeof sample !== 'object') return undefined;
  if ('openapi_url' in sample) return 'api_details';
  return 'status' in sample || 'service_at_locations' in sample ? 'service' : undefined;
}

/** Longer names first, because one begins with another. */
const NAMES: [string, EntityKind][] = [
  ['service_at_location', 'service_at_location'],
  ['service', 'service'],
  ['organi', 'organization'],
  ['taxonomy_term', 'taxonomy_term'],
  ['taxonom', 'taxonomy'],
  ['api_details', 'api_details'],
  ['index', 'api_details'],
];

function fault(file: string, field: string, value: unknown, what: string): Problem {
  return { file, field, value: shown(value), what, mend: 'ask the publisher', severity: 'warning' };
}

/** Services as they came, each with where it stood; nothing of them has been believed yet. */
export type RawFeed = { services: { value: unknown; where: string }[]; faults: Problem[]; complete: boolean };
