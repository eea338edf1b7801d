import { setTimeout as sleep } from 'node:timers/promises';
import { Meilisearch, type Task } from 'meilisearch';
import { codeOfTask, IndexProblem, problemFrom, redact } from './problems.ts';

/**
 * The one place where the official client is used: every call has a name for what it is doing, a time limit,
 * and failures that come from the table in problems.ts, without keys in them.
 */
export class Connection {
  readonly target: Target;
  readonly client: Meilisearch;
  private stopping = false;

  constructor(target: Target) {
    this.target = target;
    this.client = new Meilisearch({ host: target.url, apiKey: target.adminKey, timeout: target.patience * 1000 });
  }

  /** Runs one call; whatever goes wrong becomes an IndexProblem. */
  async ask<T>(doing: string, call: (client: Meilisearch) => Promise<T>): Promise<T> {
    if (this.stopping) {
      this.stopping = false; // what follows is tidying up
      throw new IndexProblem('stopped', { ...this.where(), doing });
    }
    try {
      return await call(this.client);
    } catch (error) {
      throw problemFrom(error, this.target, doing, this.secrets());
    }
  }

  /** Makes the next call fail, so that the run ends and tidies up after itself. For Ctrl-C. */
  stop(): void {
    this.stopping = true;
  }

  /**
   * Starts a task and waits until the server has done it.
   *
   * @param patience seconds to wait without an end; indexing a national directory takes minutes
   */
  async task(
    doing: string,
    start: (client: Meilisearch) => Promise<{ taskUid: number }>,
    patience?: number,
  ): Promise<Task> {
    const { taskUid } = await this.ask(doing, start);
    return this.done(doing, taskUid, patience);
  }

  /**
   * Waits until a task has ended. The client's own waiting has no limit for one look, so a server that hangs
   * half-way would hold us until the whole patience is used up; here each look has its own.
   *
   * @throws an IndexProblem when it failed, or did not end in time
   */
  async done(doing: string, taskUid: number, patience = this.target.patience * 20): Promise<Task> {
    const until = Date.now() + patience * 1000;
    for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE)) {
      const task = await this.ask(doing, (client) => client.tasks.getTask(taskUid));
      if (task.status === 'succeeded') return task;
      const ended = task.status !== 'enqueued' && task.status !== 'processing';
      if (ended) {
        const detail = redact(task.error?.message ?? `it was ${task.status}`, this.secrets()).replace(/[.\s]+$/, '');
        throw new IndexProblem(codeOfTask(task.error?.code), { ...this.where(), doing, detail });
      }
      if (Date.now() > until)
        throw new IndexProblem('too-slow', { ...this.where(), doing, detail: `no end after ${patience} s` });
      await sleep(pause);
    }
  }

  /** Checks that a healthy server of a version we know answers, and takes our key. @returns its version */
  async check(): Promise<string> {
    const health = await this.ask('asking whether it is well', (client) => client.health());
    if ((health as { status?: unknown } | undefined)?.status !== 'available') {
      const said = (health as { status?: unknown } | undefined)?.status;
      // A page that is JSON but no health report is another program on that port.
      throw new IndexProblem(typeof said === 'string' ? 'not-healthy' : 'not-meilisearch', {
        ...this.where(),
        doing: 'asking whether it is well',
        detail: String(said),
      });
    }
    const { pkgVersion = 'unknown' } = await this.ask('asking for its version', (client) => client.getVersion());
    const [major = NaN, minor = NaN] = pkgVersion.split('.').map(Number);
    if (major !== MAJOR || !(minor >= OLDEST_MINOR)) {
      throw new IndexProblem('unexpected-version', { ...this.where(), detail: pkgVersion });
    }
    return pkgVersion;
  }

  /** The same server, spoken to with another key. */
  withKey(key: string): Connection {
    return new Connection({ ...this.target, adminKey: key });
  }

  /** For problems: the address and index, and nothing secret. */
  where(): { url: string; index: string } {
    return { url: this.target.url, index: this.target.index };
  }

  private secrets(): (string | undefined)[] {
    return [this.target.adminKey, this.target.searchKey];
  }
}

/**
 * Reads where and how to index from the environment. undefined without MEILI_URL: then the embedded index is used.
 *
 * MEILI_URL, MEILI_PUBLIC_URL (when browsers use another address), MEILI_INDEX ('families'), MEILI_ADMIN_KEY or
 * MEILI_MASTER_KEY, MEILI_SEARCH_KEY (when the admin key may not make keys), MEILI_PATIENCE (seconds a call may
 * take, 30), MEILI_BATCH (documents a batch, 2,000), MEILI_GEO (true or false).
 *
 * @throws an IndexProblem when one of them cannot be used
 */
export function targetFrom(env: Record<string, string | undefined>): Target | undefined {
  const given = env.MEILI_URL?.trim();
  if (given === undefined || given === '') return undefined;
  const url = address(given);
  const index = env.MEILI_INDEX?.trim() || 'families';
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(index) || index.length > 100)
    throw new IndexProblem('bad-index', { url, index: index.slice(0, 100) });
  const adminKey = env.MEILI_ADMIN_KEY?.trim() || env.MEILI_MASTER_KEY?.trim();
  if (!adminKey) throw new IndexProblem('no-key', { url, index });
  const searchKey = env.MEILI_SEARCH_KEY?.trim();
  const geo = env.MEILI_GEO?.trim();
  return {
    url,
    publicUrl: env.MEILI_PUBLIC_URL?.trim() ? address(env.MEILI_PUBLIC_URL.trim()) : url,
    index,
    adminKey,
    patience: positive(env.MEILI_PATIENCE, 30),
    batch: positive(env.MEILI_BATCH, 2000),
    ...(searchKey && { searchKey }),
    ...(geo && { geo: geo === 'true' }),
  };
}

/** The address without a slash at the end. Names and passwords in it would end up in the page and in logs. */
function address(text: string): string {
  const url = URL.parse(text);
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.password !== '' ||
    url.search !== ''
  ) {
    throw new IndexProblem('bad-address', {
      url: text
        .replace(/\/\/[^/@]*@/, '//')
        .replace(/\?.*$/s, '')
        .slice(0, 120),
      index: '',
    });
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function positive(text: string | undefined, otherwise: number): number {
  const number = Math.floor(Number(text ?? otherwise));
  return number >= 1 ? number : otherwise;
}

/** Milliseconds between two looks at a task: soon at first, then seldom. */
const SHORTEST_PAUSE = 20;
const LONGEST_PAUSE = 500;
const MAJOR = 1;
const OLDEST_MINOR = 50;

/** Which server and index, and with what. */
export type Target = {
  url: string;
  /** The address browsers use. */
  publicUrl: string;
  index: string;
  adminKey: string;
  searchKey?: string;
  /** Seconds one call may take. */
  patience: number;
  /** Documents in one batch. */
  batch: number;
  /** Whether the page may send a rough position; decided by the size of the directory when not said. */
  geo?: boolean;
};
