import type { Catalogue } from '../../../indexer/catalogue.ts';
import type { Engine } from './engine.ts';
import { type FallbackEngine, withFallback } from './fallback.ts';
import type { MeilisearchServer } from './meilisearch-server.ts';
import { loadPagefind, openPagefind } from './pagefind.ts';

/**
 * Opens the engine the council has chosen. Another engine than the embedded one never stands alone: the
 * embedded one answers whenever it cannot.
 */
export async function openEngine(settings: SearchSettings, catalogue: Catalogue): Promise<Engine | FallbackEngine> {
  const embedded = openPagefind(catalogue, loadPagefind);
  if (settings.engine === 'pagefind') return embedded;
  try {
    return withFallback(await SERVERS[settings.engine](settings, catalogue), embedded);
  } catch {
    // An engine this page does not know, or whose script could not be fetched.
    return embedded;
  }
}

/** Engines that need a server, each fetched only when it is chosen. */
const SERVERS = {
  meilisearch: async (settings: MeilisearchSettings, catalogue: Catalogue): Promise<Engine> =>
    (await import('./meilisearch.ts')).openMeilisearch(settings, catalogue.documents),
};

/** Which engine the page uses. The key is search-only and restricted to the index: it is public. */
export type SearchSettings = { engine: 'pagefind' } | MeilisearchSettings;
export type MeilisearchSettings = { engine: 'meilisearch' } & MeilisearchServer;
