import { randomUUID } from 'node:crypto';
import type { DeskFolder } from '../store/desk-folder.ts';
import type { Drafts, RecordName } from '../store/drafts.ts';
import type { Author, History } from '../store/history.ts';
import type { Fields } from '../store/merge.ts';
import { applyJob } from './candidate.ts';
import { type BuildSite, checkRelease } from './build.ts';
import { inPlainWords } from './failures.ts';
import { Queue } from './queue.ts';
import { Releases } from './releases.ts';

/**
 * Publishes: one change after another, each whole or not at all. The site that families see is swapped by
 * one rename, after the new one has been written, built and checked beside it. What was asked for is on
 * the disk before the editor is answered, so that a crash at any moment loses nothing.
 */
export class Publisher {
  readonly releases: Releases;
  readonly queue: Queue;
  readonly history: History;
  readonly drafts: Drafts;
  private readonly build: BuildSite;
  private readonly listeners: ((site: string) => void)[] = [];
  private working: Promise<void> | undefined;
  /** True when something was asked for since the queue was last looked at. */
  private more = false;
  /** The last of those who wait to build: one build at a time, each from what families see by then. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(folder: DeskFolder, history: History, drafts: Drafts, build: BuildSite) {
    this.releases = new Releases(folder);
    this.queue = new Queue(folder.queue);
    this.history = history;
    this.drafts = drafts;
    this.build = build;
  }

  /** Asks for a publish and answers at once. Follow it with `queue.read(id)`. */
  async ask(job: { by: Author; words: string; changes: Change[] }): Promise<string> {
    const id = `${new Date().toISOString().replace(/\D/g, '').slice(0, 17)}-${randomUUID().slice(0, 8)}`;
    await this.queue.write({ ...job, id, at: new Date().toISOString(), state: 'waiting' });
    void this.work();
    return id;
  }

  /** Takes a publish that failed up again: a cancelled date has no draft, and lives only in what was asked for. */
  async again(id: string): Promise<void> {
    if (await this.queue.again(id)) void this.work();
  }

  /** Works until the queue is empty. One publish at a time; what waits meanwhile goes in the next, together. */
  work(): Promise<void> {
    this.more = true;
    this.working ??= this.drain();
    return this.working;
  }

  /** Calls back with the folder of the site, now and after each swap. */
  onLive(listener: (site: string) => void): void {
    this.listeners.push(listener);
  }

  /**
   * At start: finishes a publish that had passed its point of no return, takes the others up again from
   * the beginning, and takes in what is new in the project's records.
   *
   * @param projectRecords the records that came with the project
   * @returns what was done, in words
   */
  async recover(projectRecords: string): Promise<string[]> {
    const said: string[] = [];
    const head = await this.history.head();
    const done = head === undefined ? undefined : await this.releases.ofCommit(head);
    if (done && (await this.releases.live())?.id !== done.id) {
      await this.releases.makeLive(done.id);
      said.push(`A publish had been cut off at its last step: finished it (${done.id}).`);
    }
    if (done) for (const id of done.jobs) await this.finish(id, done.id);
    await this.releases.removeUnfinished();

    const news = await this.history.takeIn(projectRecords);
    for (const file of news.kept) said.push(`${file}: changed both here and in the project; kept as the desk has it.`);
    if (news.news || !(await this.releases.live())) {
      await this.release(news.commit, news.from, [], news.commit);
      said.push('Took in the records that came with the project.');
    }
    const waiting = await this.queue.waiting();
    if (waiting.length > 0) said.push(`${waiting.length} unfinished publish(es) taken up again.`);
    void this.work();
    return said;
  }

  /** Builds families' site afresh from what is published, such as after an update of the program. */
  rebuild(): Promise<void> {
    return this.inTurn(async () => {
      const head = await this.history.head();
      if (head !== undefined) await this.release(head, head, [], head);
    });
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const mine = this.turn.then(work);
    this.turn = mine.catch(() => undefined);
    return mine;
  }

  private async drain(): Promise<void> {
    try {
      while (this.more) {
        this.more = false;
        for (let jobs = await this.queue.waiting(); jobs.length > 0; jobs = await this.queue.waiting())
          await this.publishAll(jobs);
      }
    } finally {
      this.working = undefined;
    }
  }

  /** Together when all goes well; one by one when not, so that one bad change takes no other down with it. */
  private async publishAll(jobs: Job[]): Promise<void> {
    try {
      await this.inTurn(() => this.publish(jobs));
    } catch (error) {
      for (const job of jobs) {
        if (jobs.length === 1) await this.queue.fail(job.id, inPlainWords(error));
        else
          await this.inTurn(() => this.publish([job])).catch((alone: unknown) =>
            this.queue.fail(job.id, inPlainWords(alone)),
          );
      }
    }
  }

  private async publish(jobs: Job[]): Promise<void> {
    const head = await this.history.head();
    if (head === undefined) throw new Error('There is nothing to change yet: the first build has not finished.');
    const id = this.releases.newId();
    try {
      const records = this.releases.records(id);
      await this.history.writeOut(head, records);
      let tip = head;
      const taken: Job[] = [];
      for (const job of jobs) {
        const refused = await applyJob(job, records);
        if (refused === undefined) {
          tip = await this.history.commitFolder(records, [tip], job.by, messageOf(job));
          taken.push(job);
        } else await this.queue.fail(job.id, refused);
      }
      if (tip === head) {
        await this.releases.remove(id);
        for (const job of taken) await this.finish(job.id, undefined);
      } else await this.release(tip, head, taken, undefined, id);
    } catch (error) {
      await this.releases.remove(id);
      throw error;
    }
  }

  /** Build, check, and then three steps that a crash may fall between: history, pointer, tidying. */
  private async release(
    commit: string,
    from: string | undefined,
    jobs: Job[],
    write: string | undefined,
    id = this.releases.newId(),
  ) {
    try {
      const records = this.releases.records(id);
      if (write !== undefined) await this.history.writeOut(write, records);
      for (const job of jobs) await this.queue.write({ ...job, state: 'building' });
      const before = (await this.releases.live())?.site;
      await this.build(records, this.releases.site(id), before);
      await checkRelease(this.releases.site(id), before);
      await this.releases.seal({ id, commit, jobs: jobs.map((job) => job.id), at: new Date().toISOString() });
    } catch (error) {
      await this.releases.remove(id);
      throw error;
    }
    if (commit !== from) await this.history.moveTo(commit, from);
    await this.releases.makeLive(id);
    for (const listener of this.listeners) listener(this.releases.site(id));
    for (const job of jobs) await this.finish(job.id, id);
    await this.releases.removeOld();
  }

  private async finish(jobId: string, release: string | undefined): Promise<void> {
    const job = await this.queue.read(jobId);
    if (!job || job.state === 'done') return;
    const live = await this.releases.live();
    for (const { type, id, from, to, drafted } of recordChanges(job)) {
      const published = live && (await this.releases.record(live.id, type, id));
      await this.drafts.settle({ type, id }, drafted ? to : from, published ?? to);
    }
    await this.queue.write({
      ...job,
      state: 'done',
      ...(release === undefined ? {} : { release }),
      finished: new Date().toISOString(),
    });
  }
}

/** The changes of records, which may have drafts; phrases have none. */
export function recordChanges(job: Pick<Job, 'changes'>): RecordChange[] {
  return job.changes.filter((change) => change.type !== 'phrases');
}

/** The subject is what was done; the lines below it are what changed, in words. */
function messageOf(job: Job): string {
  const [subject = 'Published', ...more] = job.words.split('\n');
  return [subject, ...(more.length > 0 ? [more.join('\n')] : []), `Publish: ${job.id}`].join('\n\n');
}

/**
 * One record from how the editor saw it to how it should be. Joined to what families see when it has moved
 * on. `drafted` is true when the record's draft already holds `to`, so that later edits go on from there.
 */
export type RecordChange = RecordName & { from: Fields; to: Fields; drafted: boolean };
/** Phrases to add to a need, or to 'none', and to take out: right whatever else has changed in the file. */
export type PhrasesChange = { type: 'phrases'; id: string; add: string[]; remove: string[] };
export type Change = RecordChange | PhrasesChange;
export type Job = {
  id: string;
  at: string;
  by: Author;
  words: string;
  changes: Change[];
  state: 'waiting' | 'building' | 'done' | 'failed';
  reason?: string;
  release?: string;
  finished?: string;
};
