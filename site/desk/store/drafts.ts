import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { RecordType } from '../../../content/schema/records.ts';
import { type Conflict, type Fields, mergeRecords } from './merge.ts';
import { createSafely, UNFINISHED } from '../../../content/safe-file.ts';

/** How many saved edits of one record are kept to go back to. */
const KEPT = 300;

/**
 * Every saved edit of every record, each a file of its own that is never written again. A save is either
 * on the disk, whole, or refused: two people who save at once are put one after the other, and the second
 * is joined to the first or asked.
 */
export class Drafts {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  /**
   * The record as the desk has it now: what is published with the edits that wait.
   *
   * @param published the record as families see it, or undefined when it is new
   */
  async read(of: RecordName, published: Fields | undefined): Promise<Draft | undefined> {
    const latest = await this.latest(of);
    if (!latest) return published && { revision: 0, record: published, published, edits: [], conflicts: [] };
    const edits = await this.edits(of);
    if (!published) return { revision: latest.revision, record: latest.record, published, edits, conflicts: [] };
    // What families see may have moved on without this draft, by an undo or by records from the project.
    const { record, conflicts } = carryOver(latest.base, latest.record, published);
    return { revision: latest.revision, record, published, edits, conflicts };
  }

  /**
   * Saves one change. The change is worked out again on the newest state when somebody was quicker.
   *
   * @param seen the revision the editor's form was made from
   * @param change takes the newest record and gives it back changed, or refuses
   * @returns the saved draft, or what both changed
   */
  async save(of: RecordName, published: Fields | undefined, save: Save): Promise<Saved> {
    for (let attempt = 0; attempt < 200; attempt++) {
      const now = await this.read(of, published);
      const current = now?.record ?? {};
      const theirs = now?.revision ?? 0;
      const base = theirs === save.seen ? current : await this.asSeen(of, save.seen, published);
      if (base === undefined) return { saved: false, reason: 'too-old', theirs: current };
      const mine = save.change(base, current);
      const { record, conflicts } = mergeRecords(base, mine, current);
      if (conflicts.length > 0 && !save.over)
        return { saved: false, reason: 'both-changed', conflicts, theirs: current };
      const next = save.over && conflicts.length > 0 ? save.change(current, current) : record;
      const problem = save.check(next as Fields);
      if (problem) return { saved: false, reason: 'not-right', problem, theirs: current };
      const revision: Revision = {
        revision: theirs + 1,
        by: save.by,
        at: new Date().toISOString(),
        words: save.words,
        base: published ?? {},
        record: next as Fields,
      };
      if (await createSafely(this.path(of, revision.revision), JSON.stringify(revision))) {
        await this.prune(of, revision.revision);
        return { saved: true, revision: revision.revision, record: revision.record, joined: theirs !== save.seen };
      }
    }
    return { saved: false, reason: 'busy', theirs: {} };
  }

  /**
   * Says that what families see has changed, so that what was published no longer waits.
   *
   * @param from the record that the publish was made from
   * @param published the record as families see it now
   */
  async settle(of: RecordName, from: Fields, published: Fields): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      const latest = await this.latest(of);
      if (!latest) return;
      const { record } = carryOver(from, latest.record, published);
      const next: Revision = {
        revision: latest.revision + 1,
        by: 'The desk',
        at: new Date().toISOString(),
        words: SETTLED,
        base: published,
        record,
      };
      if (isDeepStrictEqual(latest.base, next.base) && isDeepStrictEqual(latest.record, next.record)) return;
      if (await createSafely(this.path(of, next.revision), JSON.stringify(next))) return;
    }
  }

  /** Every record with a saved edit, whether or not it still waits. */
  async all(): Promise<RecordName[]> {
    const types = await readdir(this.folder).catch(() => []);
    const lists = await Promise.all(
      types.map(async (type) =>
        (await readdir(join(this.folder, type)).catch(() => [])).map((id) => ({ type: type as RecordType, id })),
      ),
    );
    return lists.flat();
  }

  /** The edits saved since the last publish, oldest first. */
  private async edits(of: RecordName): Promise<Edit[]> {
    const edits: Edit[] = [];
    for (const number of (await this.numbers(of)).reverse()) {
      const revision = await this.revision(of, number);
      if (!revision || revision.words === SETTLED) break;
      edits.unshift({ by: revision.by, at: revision.at, words: revision.words });
    }
    return edits;
  }

  private async asSeen(of: RecordName, seen: number, published: Fields | undefined): Promise<Fields | undefined> {
    if (seen === 0) return (await this.revision(of, 1))?.base ?? published;
    return (await this.revision(of, seen))?.record;
  }

  private async latest(of: RecordName): Promise<Revision | undefined> {
    const number = (await this.numbers(of)).at(-1);
    return number === undefined ? undefined : this.revision(of, number);
  }

  private async revision(of: RecordName, number: number): Promise<Revision | undefined> {
    const text = await readFile(this.path(of, number), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : (JSON.parse(text) as Revision);
  }

  private async numbers(of: RecordName): Promise<number[]> {
    const names = await readdir(join(this.folder, of.type, of.id)).catch(() => []);
    return names
      .filter((name) => !UNFINISHED.test(name))
      .flatMap((name) => (/^\d{6}\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))
      .sort((a, b) => a - b);
  }

  private path(of: RecordName, revision: number): string {
    return join(this.folder, of.type, of.id, `${String(revision).padStart(6, '0')}.json`);
  }

  private async prune(of: RecordName, latest: number): Promise<void> {
    const old = latest - KEPT;
    if (old > 0) await rm(this.path(of, old), { force: true });
  }
}

/**
 * Carries waiting edits over to what families now see. Where both changed the same thing the edit goes on
 * waiting, and the preview shows the published words as before and the edit as after: nothing is lost, and
 * nothing is overwritten unseen.
 */
function carryOver(base: Fields, edited: Fields, published: Fields): { record: Fields; conflicts: Conflict[] } {
  const joined = mergeRecords(base, edited, published);
  if (joined.conflicts.length === 0) return joined;
  return { record: mergeRecords(base, published, edited).record, conflicts: joined.conflicts };
}

const SETTLED = '(published)';

/** Which record, by its type and its file's name. */
export type RecordName = { type: RecordType; id: string };
export type Edit = { by: string; at: string; words: string };
export type Draft = {
  /** Grows by one with each saved edit; 0 when there has been none. Forms carry it. */
  revision: number;
  record: Fields;
  published: Fields | undefined;
  edits: Edit[];
  /** What families see and the waiting edits changed differently. The edit waits; the preview shows both. */
  conflicts: Conflict[];
};
export type Save = {
  seen: number;
  by: string;
  words: string;
  /** Changes the record as the editor saw it. `now` is the newest, for names that nobody else may have taken. */
  change: (record: Fields, now: Fields) => Fields;
  /** Refuses a result that is not right, in words, by returning the reason. */
  check: (record: Fields) => string | undefined;
  /** True when the editor has seen the other's change and chooses their own. */
  over?: boolean;
};
export type Saved =
  | { saved: true; revision: number; record: Fields; joined: boolean }
  | { saved: false; reason: 'both-changed'; conflicts: Conflict[]; theirs: Fields }
  | { saved: false; reason: 'not-right'; problem: string; theirs: Fields }
  | { saved: false; reason: 'too-old' | 'busy'; theirs: Fields };

type Revision = { revision: number; by: string; at: string; words: string; base: Fields; record: Fields };
