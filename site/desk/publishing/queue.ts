import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceSafely } from '../../../content/safe-file.ts';
import type { Job } from './publisher.ts';

/** How many finished publishes are remembered, for the page that follows them. */
const REMEMBERED = 100;

/** Publishes that were asked for, one file each, so that a crash forgets none. */
export class Queue {
  private readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  async write(job: Job): Promise<void> {
    await replaceSafely(this.path(job.id), JSON.stringify(job));
  }

  async read(id: string): Promise<Job | undefined> {
    if (!/^[0-9]{17}-[0-9a-f]{8}$/.test(id)) return undefined;
    const text = await readFile(this.path(id), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : (JSON.parse(text) as Job);
  }

  /** Those not finished, oldest first. 'building' at start means that the server was stopped meanwhile. */
  async waiting(): Promise<Job[]> {
    const jobs = await this.all();
    const finished = jobs.filter((job) => job.state === 'done' || job.state === 'failed');
    for (const job of finished.slice(0, -REMEMBERED)) await rm(this.path(job.id), { force: true });
    return jobs.filter((job) => job.state === 'waiting' || job.state === 'building');
  }

  async fail(id: string, reason: string): Promise<void> {
    const job = await this.read(id);
    if (job) await this.write({ ...job, state: 'failed', reason, finished: new Date().toISOString() });
  }

  /** @returns false when it had not failed */
  async again(id: string): Promise<boolean> {
    const job = await this.read(id);
    if (job?.state !== 'failed') return false;
    const { reason: _reason, finished: _finished, ...asked } = job;
    await this.write({ ...asked, state: 'waiting' });
    return true;
  }

  /** Every publish that is remembered, oldest first. */
  async all(): Promise<Job[]> {
    const names = (await readdir(this.folder)).filter((name) => name.endsWith('.json')).sort();
    const jobs = await Promise.all(names.map((name) => this.read(name.slice(0, -'.json'.length))));
    return jobs.filter((job) => job !== undefined);
  }

  private path(id: string): string {
    return join(this.folder, `${id}.json`);
  }
}
