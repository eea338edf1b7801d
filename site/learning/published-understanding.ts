import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDirectory } from '../../content/model/directory.ts';
import type { Records } from '../../content/schema/records.ts';
import { type SearchFacts, searchFacts } from '../../indexer/catalogue.ts';
import { openUnderstanding, type Understand, withoutModel } from '../search/understanding.ts';

/** The very vocabulary that families' pages use, opened on the server, once for each release. */
export class PublishedUnderstanding {
  private readonly live: () => Promise<Release>;
  private held: { id: string; opening: Promise<Opened | undefined> } | undefined;

  constructor(live: () => Promise<Release>) {
    this.live = live;
  }

  /** Undefined when this site has no vocabulary, so that nothing can be understood. */
  async open(): Promise<Opened | undefined> {
    const release = await this.live();
    if (this.held?.id !== release.id) this.held = { id: release.id, opening: opened(release) };
    return this.held.opening;
  }
}

async function opened({ site, records, today }: Release): Promise<Opened | undefined> {
  const bytes = await readFile(join(site, 'search', 'vocabulary.bin')).catch(() => undefined);
  const facts = searchFacts(buildDirectory(records, today));
  const understand = openUnderstanding(bytes && new Uint8Array(bytes), facts);
  return understand === withoutModel ? undefined : { understand, facts };
}

export type Opened = { understand: Understand; facts: SearchFacts };
/** A built site with the records it was built from. `today` is a day, YYYY-MM-DD. */
export type Release = { id: string; site: string; records: Records; today: string };
