import type { Settings } from 'meilisearch';
import type { SearchDocument } from '../documents.ts';
import type { Connection } from './connection.ts';
import { beganInWords, newCopyName, sortCopies } from './copies.ts';
import { IndexProblem } from './problems.ts';
import { rowOf } from './rows.ts';
import { faultIn, sentinelsFor } from './sentinels.ts';

/**
 * Builds a new index beside the live one, proves it, and only then lets it take the live one's place. Whatever
 * fails, only the new copy is removed: visitors are served by the old index all the while.
 *
 * @param say prints a line of progress
 * @throws an IndexProblem with one sentence and the next step
 */
export async function buildMeilisearchIndex(
  connection: Connection,
  { documents, settings }: { documents: readonly SearchDocument[]; settings: Settings },
  say: (line: string) => void,
): Promise<Built> {
  const started = performance.now();
  const { index } = connection.where();
  if (documents.length === 0) throw new IndexProblem('no-documents', connection.where());
  const version = await connection.check();
  await clearLeftovers(connection, say);

  const copy = newCopyName(index);
  try {
    await create(connection, copy);
    await send(connection, copy, documents, settings, say);
    await prove(connection, copy, documents, say);
    const first = await putLive(connection, copy);
    say(first ? `${index} is live for the first time` : `${index} now serves the new index`);
    await removeOld(connection, copy, first, say);
  } catch (error) {
    await removeQuietly(connection, copy, say);
    throw error;
  }
  return { documents: documents.length, seconds: (performance.now() - started) / 1000, version };
}

/** Removes what crashed runs left, and refuses when another run is at work. */
async function clearLeftovers(connection: Connection, say: (line: string) => void): Promise<void> {
  const { leftovers, running } = await copiesOf(connection);
  const [other] = running;
  if (other !== undefined) refuseFor(connection, other);
  for (const name of leftovers) {
    say(`Removing ${name}, which an earlier run left behind`);
    await connection.task(`removing ${name}`, (client) => client.deleteIndex(name));
  }
}

/**
 * Creates the copy. Two runs that began in the same moment both see no other; each then looks again, and the
 * one whose name comes later gives way.
 */
async function create(connection: Connection, copy: string): Promise<void> {
  await connection.task('creating the new index', (client) => client.createIndex(copy, { primaryKey: 'key' }));
  const { running } = await copiesOf(connection);
  const earlier = running.find((name) => name < copy);
  if (earlier !== undefined) refuseFor(connection, earlier);
}

async function copiesOf(connection: Connection) {
  const { results } = await connection.ask('listing the indexes', (client) => client.getRawIndexes({ limit: 1000 }));
  return sortCopies(
    connection.target.index,
    results.map(({ uid }) => uid),
  );
}

function refuseFor(connection: Connection, other: string): never {
  const { url, index } = connection.where();
  throw new IndexProblem('already-running', { url, index, detail: beganInWords(index, other) });
}

/** Settings first, so that every document is indexed once; then the documents, some batches ahead of the server. */
async function send(
  connection: Connection,
  copy: string,
  documents: readonly SearchDocument[],
  settings: Settings,
  say: (line: string) => void,
): Promise<void> {
  const patience = Math.max(600, documents.length / 10);
  await connection.task('setting up the new index', (client) => client.index(copy).updateSettings(settings), patience);
  const waiting: { uid: number; upTo: number }[] = [];
  const finish = async () => {
    const { uid, upTo } = waiting.shift() as { uid: number; upTo: number };
    await connection.done(`indexing documents up to ${number(upTo)}`, uid, patience);
    say(`  ${number(upTo)} of ${number(documents.length)} documents indexed`);
  };
  for (let from = 0; from < documents.length; from += connection.target.batch) {
    const rows = documents.slice(from, from + connection.target.batch).map(rowOf);
    const upTo = from + rows.length;
    const { taskUid } = await connection.ask(`sending documents ${number(from + 1)} to ${number(upTo)}`, (client) =>
      client.index(copy).addDocuments(rows, { primaryKey: 'key' }),
    );
    waiting.push({ uid: taskUid, upTo });
    if (waiting.length > AHEAD) await finish();
  }
  while (waiting.length > 0) await finish();
}

/** Counts the documents and asks the questions whose answers are known. */
async function prove(
  connection: Connection,
  copy: string,
  documents: readonly SearchDocument[],
  say: (line: string) => void,
): Promise<void> {
  const { numberOfDocuments } = await connection.ask('counting the new index', (client) =>
    client.index(copy).getStats(),
  );
  if (numberOfDocuments !== documents.length) {
    const detail = `${number(documents.length)} documents were sent and it holds ${number(numberOfDocuments)}`;
    throw new IndexProblem('count-mismatch', { ...connection.where(), detail });
  }
  const sentinels = sentinelsFor(documents);
  for (const sentinel of sentinels) {
    const { q, filter, limit } = sentinel;
    const answer = await connection.ask(`asking for ${sentinel.asks}`, (client) =>
      client
        .index<{ id: string }>(copy)
        .search(q, { limit, attributesToRetrieve: ['id'], ...(filter !== undefined && { filter }) }),
    );
    const fault = faultIn(sentinel, answer.hits, answer.estimatedTotalHits);
    if (fault !== undefined) throw new IndexProblem('sentinel-missed', { ...connection.where(), detail: fault });
  }
  say(`${number(numberOfDocuments)} documents counted, ${sentinels.length} test searches right`);
}

/** Swaps the new index with the live one in one step; renames it when there is none yet. @returns whether it was the first */
async function putLive(connection: Connection, copy: string): Promise<boolean> {
  const { index } = connection.where();
  const { results } = await connection.ask('listing the indexes', (client) => client.getRawIndexes({ limit: 1000 }));
  const first = !results.some(({ uid }) => uid === index);
  try {
    await connection.task('swapping the indexes', (client) =>
      client.swapIndexes([{ indexes: [copy, index], rename: first }]),
    );
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new IndexProblem('swap-failed', { ...connection.where(), detail: detail.replace(/[.\s]+$/, '') });
  }
  return first;
}

/** After the swap the copy's name holds the old index. A failure here is no failure of the run. */
async function removeOld(
  connection: Connection,
  copy: string,
  first: boolean,
  say: (line: string) => void,
): Promise<void> {
  if (first) return;
  try {
    await connection.task('removing the old index', (client) => client.deleteIndex(copy));
    say('The old index was removed');
  } catch {
    say(`The old index is still there as ${copy}; the next run an hour from now removes it`);
  }
}

async function removeQuietly(connection: Connection, copy: string, say: (line: string) => void): Promise<void> {
  try {
    await connection.task('removing the new index', (client) => client.deleteIndex(copy));
  } catch {
    say(`The unfinished copy ${copy} could not be removed now; the first run an hour from now removes it`);
  }
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

/** Batches the server may have waiting: it indexes several at once, and we do not fill its disk. */
const AHEAD = 4;

export type Built = { documents: number; seconds: number; version: string };
