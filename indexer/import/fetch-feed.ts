import { createHash } from 'node:crypto';
import { type Problem, shown } from '../../content/problem.ts';
import { envelopeFaults } from '../feeds/envelope.ts';
import { entityFaults } from './feed-entities.ts';
import { type FetchOptions, fetchJson, FetchFailed, MEND_TOO_LARGE, MOST_BYTES_IN_ALL } from './fetch-json.ts';
import type { RawFeed } from './feed-folder.ts';
import { isFull, itemsOf, lastPageOf } from './feed-page.ts';

/** More pages than any council's feed has: a feed that says more is not believed. */
const MOST_PAGES = 10_000;
const AT_ONCE = 8;

/** The most bytes of what stands at a feed's root. */
const MOST_DETAILS = 1024 * 1024;

/**
 * Reads every service of an Open Referral UK feed over the web, with each one's full record. Version 1
 * pages (`content`, `totalPages`) are read too. A page or service that fails after its retries is a fault,
 * the rest is read all the same, and `complete` says that something is missing.
 *
 * @param address the feed's root, such as https://example.org/openreferral
 * @param say prints a line of progress
 */
export async function fetchFeed(address: string, given: FetchOptions, say: (line: string) => void): Promise<RawFeed> {
  const options = { budget: { whole: MOST_BYTES_IN_ALL, left: MOST_BYTES_IN_ALL }, ...given };
  const base = address.replace(/\/(?:index\.json)?$/, '').replace(/\/services(?:\.json)?$/, '');
  const feed: RawFeed = { services: [], faults: [], complete: true };
  const details = await fetchJson(`${base}/`, { ...options, mostBytes: MOST_DETAILS }).catch(() => undefined);
  if (details !== undefined && !Array.isArray(details))
    feed.faults.push(...entityFaults('api_details', details, `${base}/`));

  const listed = await readPages(base, options, feed, say);
  say(`${listed.length} services listed; reading each in full`);
  await readEach(base, listed, options, feed, say);
  return feed;
}

async function readPages(
  base: string,
  options: FetchOptions,
  feed: RawFeed,
  say: (line: string) => void,
): Promise<unknown[]> {
  const all: unknown[] = [];
  const seen = new Set<string>();
  const list = await listAddress(base, options, feed);
  if (list === undefined) return all;

  for (let page = 1; page <= MOST_PAGES; page++) {
    const where = `${list}?page=${page}`;
    let body: unknown;
    try {
      body = await fetchJson(where, options);
    } catch (error) {
      feed.complete = false;
      feed.faults.push(failed(where, error));
      return all;
    }
    const items = itemsOf(body);
    if (items === undefined) {
      feed.complete = false;
      feed.faults.push(
        refused(
          where,
          'contents',
          body,
          'is no page of a list',
          'ask the publisher: it must be an object with "contents"',
        ),
      );
      return all;
    }
    if ('contents' in (body as object)) {
      feed.faults.push(
        ...envelopeFaults(body).map(({ field, value, what }) =>
          refused(where, field, value, what, 'ask the publisher'),
        ),
      );
    }
    // A feed that ignores ?page= or goes round in circles gives a page again. It is never followed.
    const mark = createHash('sha256').update(JSON.stringify(items)).digest('base64');
    if (items.length > 0 && seen.has(mark)) {
      feed.complete = false;
      feed.faults.push(
        refused(
          where,
          'page_number',
          page,
          'is a page that came before: the feed goes round in a loop',
          'ask the publisher; what came before is kept',
        ),
      );
      return all;
    }
    seen.add(mark);
    for (const item of items) all.push(item);
    say(`page ${page}: ${items.length} services`);
    const last = lastPageOf(body);
    if (items.length === 0 || page >= last) {
      if (items.length === 0 && page < last) {
        feed.complete = false;
        feed.faults.push(
          refused(
            where,
            'contents',
            [],
            `is empty, but there should be ${last} pages`,
            'ask the publisher: the feed stops half-way',
          ),
        );
      }
      return all;
    }
  }
  feed.complete = false;
  feed.faults.push(refused(list, 'total_pages', MOST_PAGES, 'is more pages than a feed may have', 'ask the publisher'));
  return all;
}

/** Feeds answer at /services; ours as plain files at /services.json. */
async function listAddress(base: string, options: FetchOptions, feed: RawFeed): Promise<string | undefined> {
  let first: unknown;
  for (const list of [`${base}/services`, `${base}/services.json`]) {
    try {
      await fetchJson(`${list}?page=1`, options);
      return list;
    } catch (error) {
      first ??= error;
      if (!(error instanceof FetchFailed) || !(error.status === 404 || error.notJson)) break;
    }
  }
  feed.complete = false;
  feed.faults.push(failed(`${base}/services`, first));
  return undefined;
}

async function readEach(
  base: string,
  listed: unknown[],
  options: FetchOptions,
  feed: RawFeed,
  say: (line: string) => void,
): Promise<void> {
  const services: { value: unknown; where: string }[] = new Array(listed.length);
  let next = 0;
  let ending: '' | '.json' | undefined;
  let spent = (options.budget?.left ?? 0) < 0;
  const work = async () => {
    for (let index = next++; index < listed.length; index = next++) {
      const item = listed[index];
      const id = item !== null && typeof item === 'object' && 'id' in item ? item.id : undefined;
      const where = `${base}/services/${typeof id === 'string' ? encodeURIComponent(id) : index}`;
      services[index] = { value: item, where };
      if (isFull(item) || typeof id !== 'string' || spent) continue;
      try {
        const endings = ending === undefined ? (['', '.json'] as const) : ([ending] as const);
        services[index] = {
          value: await firstOf(
            endings.map((end) => `${where}${end}`),
            options,
            (used) => (ending = used.endsWith('.json') ? '.json' : ''),
          ),
          where,
        };
      } catch (error) {
        feed.complete = false;
        // Told once: the thousands that follow would say the same.
        if (!spent) feed.faults.push(failed(where, error));
        spent ||= error instanceof FetchFailed && error.spent;
      }
      if ((index + 1) % 500 === 0) say(`${index + 1} of ${listed.length}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  feed.services.push(...services);
}

async function firstOf(addresses: string[], options: FetchOptions, found: (address: string) => void): Promise<unknown> {
  let failure: unknown;
  for (const address of addresses) {
    try {
      const body = await fetchJson(address, options);
      found(address);
      return body;
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

function failed(where: string, error: unknown): Problem {
  return refused(
    where,
    '',
    error instanceof Error ? error.message : String(error),
    'could not be read',
    error instanceof FetchFailed && error.tooLarge ? MEND_TOO_LARGE : 'try again later; if it stays, ask the publisher',
  );
}

function refused(file: string, field: string, value: unknown, what: string, mend: string): Problem {
  return { file, field, value: shown(value), what, mend };
}
