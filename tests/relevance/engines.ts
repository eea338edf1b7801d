import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Directory } from '../../content/model/directory.ts';
import { paths } from '../../content/model/paths.ts';
import { type PackedCatalogue, unpackCatalogue } from '../../indexer/catalogue.ts';
import { writeEmbeddedIndex } from '../../indexer/pagefind.ts';
import type { Engine } from '../../site/search/engines/engine.ts';
import { openMeilisearch } from '../../site/search/engines/meilisearch.ts';
import { loadPagefind, openPagefind } from '../../site/search/engines/pagefind.ts';
import { type Session, sessionOver } from '../../site/search/session.ts';
import type { Understand } from '../../site/search/understanding.ts';
import { startIndexedServer } from '../fixtures/meilisearch/indexed-server.ts';
import { realServerHere } from '../fixtures/meilisearch/real-server.ts';
import { minisearchBaseline, meilisearchBaseline, pagefindBaseline } from './baselines.ts';
import { fetchFromDisk } from './disk-fetch.ts';
import type { Answer, OpenSystems, System } from './systems.ts';

/**
 * Opens every search that `npm run relevance` measures, over one directory: our session on Pagefind and, where
 * a Meilisearch server is here, on Meilisearch; and beside them Pagefind, MiniSearch and Meilisearch as they
 * come, over the same content. The sessions are the page's own code.
 *
 * @param understandOver the trained understanding, over the facts of the built catalogue
 * @param records the records folder, for the table of postcodes
 */
export async function openSystems(
  directory: Directory,
  understandOver: (facts: ReturnType<typeof unpackCatalogue>['facts']) => Understand,
  records: string,
): Promise<OpenSystems> {
  const folder = await mkdtemp(join(tmpdir(), 'relevance-'));
  const endings: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async () => {
    for (const end of endings.toReversed()) await end();
  };
  try {
    await writeEmbeddedIndex(directory, folder, () => undefined);
    endings.push(fetchFromDisk([folder], { [paths.catchment]: () => servedTable(records) }));
    const catalogue = unpackCatalogue(
      JSON.parse(await readFile(join(folder, 'search/catalogue.json'), 'utf8')) as PackedCatalogue,
    );
    const understand = understandOver(catalogue.facts);
    const ours = (engine: Engine): System => engineOf(sessionOver(catalogue, engine, understand), engine.name);
    const embedded = openPagefind(catalogue, () => loadPagefind(`${folder}/pagefind/`));
    const systems = [
      ours(embedded),
      await pagefindBaseline(directory, join(folder, 'plain')),
      minisearchBaseline(directory),
    ];

    if (realServerHere()) {
      const server = await startIndexedServer(directory);
      endings.push(() => server.stop());
      systems.push(
        ours(openMeilisearch(server.page, catalogue.documents)),
        await meilisearchBaseline(directory, server.connection),
      );
    }
    return { systems, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function engineOf(session: Session, name: string): System {
  return {
    name,
    kind: 'engine',
    async search(query): Promise<Answer> {
      const { understood, list } = await session.search(query, {}, []);
      const help = list.filter(({ document }) => document.kind === 'group' || document.kind === 'service');
      const needs = [...understood.ranked.map(({ id }) => id), ...list.flatMap(({ document }) => document.needs)];
      return { needs: [...new Set(needs)], top: help.slice(0, 5).map(({ document }) => document.needs) };
    },
  };
}

/** The table of postcodes as the site serves it, without unit positions. */
async function servedTable(records: string): Promise<string> {
  const table = JSON.parse(await readFile(join(records, 'catchment', 'catchment.json'), 'utf8')) as object;
  return JSON.stringify({ ...table, hasUnits: false });
}
