import { checkContent } from '../../../content/check.ts';
import { type RawContent, readRecords } from '../../../content/read.ts';
import { RECORD_TYPES, type Records, type RecordType } from '../../../content/schema/records.ts';
import type { Releases } from '../publishing/releases.ts';
import type { Fields } from './merge.ts';

/** What families see, read once for each release. */
export class DeskContent {
  private readonly releases: Releases;
  private read: { id: string; content: Promise<Published> } | undefined;

  constructor(releases: Releases) {
    this.releases = releases;
  }

  async published(): Promise<Published> {
    const live = await this.releases.live();
    if (!live) throw new Error('The first build has not finished. Wait a little, then load the page again.');
    if (this.read?.id !== live.id)
      this.read = { id: live.id, content: readPublished(live.id, live.commit, live.records) };
    return this.read.content;
  }
}

async function readPublished(release: string, commit: string, folder: string): Promise<Published> {
  const raw = readRecords(folder);
  const { records } = checkContent(raw);
  const files = new Map(raw.entries.map((entry) => [`${entry.type}/${entry.id}`, entry.data as Fields]));
  return {
    release,
    commit,
    raw,
    records,
    fields: (type, id) => files.get(`${type}/${id}`),
    phrases: (id) => raw.phrases.get(id)?.phrases ?? [],
    fileOf: (type, id) => `${RECORD_TYPES[type].folder}/${id}.yaml`,
  };
}

/** The content as families see it. */
export type Published = {
  release: string;
  commit: string;
  raw: RawContent;
  records: Records;
  /** A record exactly as it stands in its file. */
  fields: (type: RecordType, id: string) => Fields | undefined;
  /** The phrases of a need, or of 'none'. */
  phrases: (id: string) => readonly string[];
  /** Its file, from the records folder. */
  fileOf: (type: RecordType, id: string) => string;
};
