import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { paths } from '../../content/model/paths.ts';
import { type LatLng, positionOf, readPostcode, type UnitFile } from '../../content/model/places.ts';
import type { LISTS } from '../../indexer/feeds/about.ts';
import type { Envelope } from '../../indexer/feeds/envelope.ts';
import type { FeedService } from '../../indexer/feeds/openreferral.ts';
import { type Answered, pageOfList, queryFeed, type Searchable, searchable } from '../../indexer/feeds/query.ts';
import type { ServedCatchment } from '../places/catchment.ts';

/**
 * Answers questions about the feed from the very files that the site publishes: what is not in them cannot
 * be in an answer. They are read when the first question comes, and again when they have been built anew.
 *
 * @param folder the built site
 */
export function feedOnDemand(folder: string): FeedOnDemand {
  const file = (path: string) => join(folder, path);
  const kept = new Map<string, { mark: string; value: Promise<unknown> }>();

  /** What was read from a file, for as long as it is the same file. */
  async function unlessBuiltAnew<T>(path: string, read: () => Promise<T>): Promise<T> {
    const { ino, mtimeMs, size } = await stat(file(path));
    const mark = `${ino} ${mtimeMs} ${size}`;
    const known = kept.get(path);
    if (known?.mark === mark) return known.value as Promise<T>;
    const value = read();
    kept.set(path, { mark, value });
    // A site that was taken away half-way is asked again next time.
    value.catch(() => kept.delete(path));
    return value;
  }

  return async (list, params) => {
    const path = `openreferral/${list}.json`;
    if (list !== 'services') {
      const { contents } = await unlessBuiltAnew(path, () => readJson<Envelope<unknown>>(file(path)));
      return pageOfList(contents, params);
    }
    const services = await unlessBuiltAnew(path, () => readServices(folder));
    const at = await whereIs(folder, params.get('postcode') ?? '');
    return queryFeed(services, params, () => at);
  };
}

/** Every service in full, in the order of the list. The list itself leaves out places and terms. */
async function readServices(folder: string): Promise<Searchable[]> {
  const { contents } = await readJson<Envelope<{ id: string }>>(join(folder, 'openreferral/services.json'));
  const services = new Array<Searchable>(contents.length);
  let next = 0;
  const work = async () => {
    for (let index = next++; index < contents.length; index = next++) {
      const id = contents[index]?.id ?? '';
      services[index] = searchable(await readJson<FeedService>(join(folder, 'openreferral/services', `${id}.json`)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return services;
}

/** A postcode's own position where the council has compiled those, or the middle of its sector. */
async function whereIs(folder: string, text: string): Promise<LatLng | null> {
  const reading = readPostcode(text);
  if (reading.kind === 'not-a-postcode') return null;
  const catchment = await readJson<ServedCatchment>(join(folder, paths.catchment));
  const units = catchment.hasUnits
    ? await readJson<UnitFile>(join(folder, paths.unitPositions(reading.outcode))).catch(() => null)
    : null;
  return positionOf(catchment, reading, units);
}

async function readJson<T>(path: string): Promise<T> {
  return JSON.parse(await readFile(path, 'utf8')) as T;
}

/** Files read at the same time. */
const AT_ONCE = 16;

/** Answers one question about one list. Rejects when the built files cannot be read. */
export type FeedOnDemand = (list: (typeof LISTS)[number], params: URLSearchParams) => Promise<Answered<unknown>>;
