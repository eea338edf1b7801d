import { createHash } from 'node:crypto';
import type { Key } from 'meilisearch';
import { replaceSafely } from '../../content/safe-file.ts';
import type { Connection } from './connection.ts';
import { IndexProblem } from './problems.ts';

/**
 * The only key a page may have: it searches one index and can do nothing else. Finds the one made before, or
 * makes it. With MEILI_SEARCH_KEY that key is used instead, after proving that it cannot write or read settings.
 *
 * @throws an IndexProblem when no such key can be had, or the one given can do more
 */
export async function searchOnlyKey(connection: Connection): Promise<string> {
  const { index, searchKey } = connection.target;
  if (searchKey !== undefined) {
    await proveNarrow(connection, searchKey);
    return searchKey;
  }
  for (let offset = 0; ; offset += PAGE) {
    const { results, total } = await connection.ask('listing the keys', (client) =>
      client.getKeys({ offset, limit: PAGE }),
    );
    const found = results.find((key) => isNarrow(key, index));
    if (found) return found.key;
    if (offset + PAGE >= total) break;
  }
  const made = await connection.ask('making a key that can only search', (client) =>
    client.createKey({
      uid: uidFor(index),
      name: `Search page (${index})`,
      description: "In every visitor's page. May search this one index and nothing else.",
      actions: ['search'],
      indexes: [index],
      expiresAt: null,
    }),
  );
  return made.key;
}

/**
 * The key's name on the server, the same for the same index everywhere: a key is made from it and the master
 * key, so servers that share a master key have the same search key, and one page can ask any of them.
 */
function uidFor(index: string): string {
  const hex = createHash('sha256').update(`search page of ${index}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** Writes what the page needs, never more, to a file. */
export async function writeSettings(path: string, settings: SearchSettings): Promise<void> {
  await replaceSafely(path, `${JSON.stringify(settings, undefined, 2)}\n`, READ_BY_ALL);
}

/** Exactly search, exactly this index, and no end: a key that ends would end the search with it. */
function isNarrow(key: Key, index: string): boolean {
  return (
    key.actions.length === 1 &&
    key.actions[0] === 'search' &&
    key.indexes.length === 1 &&
    key.indexes[0] === index &&
    key.expiresAt === null
  );
}

/** Tries what a search-only key must not be able to do. Nothing is changed: each is a reading. */
async function proveNarrow(connection: Connection, searchKey: string): Promise<void> {
  const { index, adminKey } = connection.target;
  if (searchKey === adminKey)
    throw new IndexProblem('wide-search-key', { ...connection.where(), detail: 'it is the admin key itself' });
  const narrow = connection.withKey(searchKey);
  const forbidden: [string, Parameters<Connection['ask']>[1]][] = [
    ['it can list keys', (client) => client.getKeys({ limit: 1 })],
    ['it can read settings', (client) => client.index(index).getSettings()],
    ['it can read all documents', (client) => client.index(index).getDocuments({ limit: 1 })],
    ['it can see tasks', (client) => client.tasks.getTasks({ limit: 1 })],
    ['it can list indexes', (client) => client.getRawIndexes({ limit: 1 })],
  ];
  for (const [detail, tried] of forbidden) {
    const allowed = await narrow.ask('trying the search key', tried).then(
      () => true,
      (error: unknown) => {
        if (error instanceof IndexProblem && error.code === 'wrong-key') return false;
        throw error;
      },
    );
    if (allowed) throw new IndexProblem('wide-search-key', { ...connection.where(), detail });
  }
  await narrow
    .ask('searching with the search key', (client) => client.index(index).search('', { limit: 1 }))
    .catch((error: unknown) => {
      // Before the first run there is no index to search; the key itself was taken.
      if (!(error instanceof IndexProblem && error.code === 'index-lost')) throw error;
    });
}

const PAGE = 100;

/** What the built page reads from /search/settings.json. Everybody can read it, so nothing secret may stand in it. */
export type SearchSettings = {
  engine: 'meilisearch';
  url: string;
  index: string;
  /** May search this index and nothing else. */
  key: string;
  /** Whether a rough position (a neighbourhood's, to about 1 km) may be sent, to sort a large directory by distance. */
  geo: boolean;
  /** Set where the council has an embedder: words and meaning together. */
  hybrid?: { embedder: string; semanticRatio: number };
};

/** Another program than this one may serve it. */
const READ_BY_ALL = 0o644;
