import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { RECORD_TYPES, type RecordType } from '../../../content/schema/records.ts';
import type { DeskFolder } from '../store/desk-folder.ts';
import type { Fields } from '../store/merge.ts';
import { replaceSafely } from '../../../content/safe-file.ts';

/** How many built sites are kept beside the one that is served. */
const KEPT = 2;

/**
 * Built sites, each with the very records it was built from. A release is whole when its seal is there;
 * the one being served is named in a small file that is swapped by rename.
 */
export class Releases {
  private readonly folder: DeskFolder;
  constructor(folder: DeskFolder) {
    this.folder = folder;
  }

  newId(): string {
    return `${new Date().toISOString().replace(/\D/g, '').slice(0, 17)}-${randomUUID().slice(0, 6)}`;
  }

  records(id: string): string {
    return join(this.folder.releases, id, 'records');
  }

  site(id: string): string {
    return join(this.folder.releases, id, 'site');
  }

  /** The release that families see, or undefined before the first. */
  async live(): Promise<(Seal & { site: string; records: string }) | undefined> {
    const id = (await readFile(this.folder.live, 'utf8').catch(() => '')).trim();
    const seal = id === '' ? undefined : await this.sealOf(id);
    return seal && { ...seal, site: this.site(id), records: this.records(id) };
  }

  async makeLive(id: string): Promise<void> {
    await replaceSafely(this.folder.live, `${id}\n`);
  }

  async seal(seal: Seal): Promise<void> {
    await replaceSafely(join(this.folder.releases, seal.id, SEAL), JSON.stringify(seal));
  }

  async ofCommit(commit: string): Promise<Seal | undefined> {
    return (await this.sealed()).findLast((seal) => seal.commit === commit);
  }

  /** One record as it was released, exactly as it stands in its file. */
  async record(id: string, type: RecordType, name: string): Promise<Fields | undefined> {
    return readRecord(this.records(id), type, name);
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.folder.releases, id), { recursive: true, force: true, maxRetries: 3 });
  }

  /** What a crash left half done. */
  async removeUnfinished(): Promise<void> {
    for (const id of await readdir(this.folder.releases)) if (!(await this.sealOf(id))) await this.remove(id);
  }

  async removeOld(): Promise<void> {
    const live = await this.live();
    const others = (await this.sealed()).filter((seal) => seal.id !== live?.id);
    for (const seal of others.slice(0, -KEPT)) await this.remove(seal.id);
  }

  private async sealed(): Promise<Seal[]> {
    const ids = (await readdir(this.folder.releases)).sort();
    return (await Promise.all(ids.map((id) => this.sealOf(id)))).filter((seal) => seal !== undefined);
  }

  private async sealOf(id: string): Promise<Seal | undefined> {
    if (!/^[0-9]{17}-[0-9a-f]{6}$/.test(id)) return undefined;
    const text = await readFile(join(this.folder.releases, id, SEAL), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : (JSON.parse(text) as Seal);
  }
}

/** One record of a records folder, unchecked, exactly as it stands in its file. */
export async function readRecord(records: string, type: RecordType, id: string): Promise<Fields | undefined> {
  for (const ending of ['yaml', 'yml']) {
    const path = join(records, RECORD_TYPES[type].folder, `${id}.${ending}`);
    const text = await readFile(path, 'utf8').catch(() => undefined);
    if (text !== undefined) return parse(text, { schema: 'core' }) as Fields;
  }
  return undefined;
}

const SEAL = 'release.json';

export type Seal = { id: string; commit: string; jobs: string[]; at: string };
