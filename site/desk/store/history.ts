import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SimpleGit } from 'simple-git';
import { git, needGit } from './git.ts';
import { mergePhraseLines } from './merge-phrases.ts';

/** The branch that families see, and the branch of what came with the project. */
const PUBLISHED = 'refs/heads/published';
const DELIVERED = 'refs/heads/delivered';

/** What is compiled from elsewhere and would only swell the history. */
const LEFT_OUT = ['catchment/units'];

/**
 * The content Git history. It stands apart from the project's own repository and is only ever written by
 * plumbing commands on a private index, so that no reader meets a half-written work tree.
 *
 * @param folder the bare repository, made when it is missing
 * @throws when Git is not on this machine
 */
export async function openHistory(folder: string): Promise<History> {
  needGit();
  await mkdir(folder, { recursive: true });
  const plain = git(folder);
  if (
    !(await plain.raw(['rev-parse', '--is-bare-repository']).then(
      (answer) => answer.trim() === 'true',
      () => false,
    ))
  ) {
    await plain.raw(['init', '--quiet', '--bare', '--initial-branch=published', '.']);
    // A commit that was reported is on the disk, also after a power cut.
    await plain.raw(['config', 'core.fsync', 'committed,reference']);
    await plain.raw(['config', 'core.autocrlf', 'false']);
    await plain.raw(['config', 'gc.auto', '0']);
  }
  return new History(folder);
}

export class History {
  readonly folder: string;
  constructor(folder: string) {
    this.folder = folder;
  }

  /** The commit that families see, or undefined before the first. */
  head(): Promise<string | undefined> {
    return this.commitOf(PUBLISHED);
  }

  /** Writes the records of a commit into an empty folder. */
  async writeOut(commit: string, folder: string): Promise<void> {
    await mkdir(folder, { recursive: true });
    await this.withIndex(folder, async (inner) => {
      await inner.raw(['read-tree', commit]);
      await inner.raw(['checkout-index', '--all', '--force', '--quiet']);
    });
  }

  /**
   * Makes a commit of a folder of records. Nobody sees it until `moveTo`.
   *
   * @returns the commit, or the parent when nothing differs
   */
  async commitFolder(folder: string, parents: string[], author: Author, message: string): Promise<string> {
    return this.withIndex(folder, async (inner) => {
      const [parent] = parents;
      if (parent) await inner.raw(['read-tree', parent]);
      await inner.raw(['add', '--all', '--force', '--', '.', ...LEFT_OUT.map((path) => `:(exclude)${path}`)]);
      const tree = (await inner.raw(['write-tree'])).trim();
      if (parents.length === 1 && parent && tree === (await inner.raw(['rev-parse', `${parent}^{tree}`])).trim())
        return parent;
      return this.commitTree(tree, parents, author, message);
    });
  }

  /** Moves what families see from one commit to the next; refused when it has moved meanwhile. */
  async moveTo(commit: string, from: string | undefined): Promise<void> {
    await git(this.folder).raw(['update-ref', PUBLISHED, commit, from ?? ZERO]);
  }

  /**
   * Takes in the records that came with the project. Where staff and project changed the same record, the
   * staff's stays, and is named in `kept`.
   *
   * @param records the project's records folder
   * @returns the commit to build, and whether it differs from what families see
   */
  async takeIn(records: string): Promise<{ commit: string; from: string | undefined; news: boolean; kept: string[] }> {
    const [head, delivered] = await Promise.all([this.head(), this.commitOf(DELIVERED)]);
    const next = await this.commitFolder(
      records,
      delivered ? [delivered] : [],
      THE_PROJECT,
      'Records that came with the project',
    );
    if (next !== delivered) await git(this.folder).raw(['update-ref', DELIVERED, next, delivered ?? ZERO]);
    if (head === undefined) return { commit: next, from: undefined, news: true, kept: [] };
    const base = (await git(this.folder).raw(['merge-base', head, next])).trim();
    if (base === next) return { commit: head, from: head, news: false, kept: [] };
    const { tree, kept } = await this.joinTrees(base, head, next);
    const message = [
      'Records that came with the project, joined',
      ...kept.map((file) => `Kept as the desk has it: ${file}`),
    ];
    return {
      commit: await this.commitTree(tree, [head, next], THE_PROJECT, message.join('\n\n')),
      from: head,
      news: true,
      kept,
    };
  }

  /** What happened, newest first. @param file one record's file, to see only its own story */
  async log(file: string | undefined, most = 60): Promise<Entry[]> {
    const args = [
      'log',
      '--first-parent',
      `--max-count=${most}`,
      '--format=%H%x1f%an%x1f%ae%x1f%aI%x1f%s%x1f%b%x1e',
      PUBLISHED,
    ];
    const text = await git(this.folder).raw(file === undefined ? args : [...args, '--', file]);
    return text
      .split('\x1e')
      .map((entry) => entry.trim().split('\x1f'))
      .flatMap(([commit, name, email, at, subject, body]) =>
        commit && name && email && at
          ? [{ commit, name, email, at, subject: subject ?? '', body: (body ?? '').trim() }]
          : [],
      );
  }

  /** One file as it was in a commit, or undefined when it was not there. */
  async fileAt(commit: string, file: string): Promise<string | undefined> {
    return git(this.folder)
      .raw(['cat-file', 'blob', `${commit}:${file}`])
      .catch(() => undefined);
  }

  /** The files a commit changed against the one before; none for the first. */
  async filesOf(commit: string): Promise<string[]> {
    const text = await git(this.folder)
      .raw(['diff', '--name-only', `${commit}^1`, commit])
      .catch(() => '');
    return text.split('\n').filter((line) => line !== '');
  }

  /** A three-way join by whole files, which every Git of the last ten years can do without a work tree. */
  private joinTrees(base: string, ours: string, theirs: string): Promise<{ tree: string; kept: string[] }> {
    return this.withIndex(this.folder, async (inner) => {
      await inner.raw(['read-tree', '-i', '-m', '--aggressive', base, ours, theirs]);
      const stages = (await inner.raw(['ls-files', '--unmerged', '-z'])).split('\0').filter((line) => line !== '');
      const kept = new Set(stages.map((line) => line.slice(line.indexOf('\t') + 1)));
      for (const path of kept) {
        const stage = (number: number) =>
          stages
            .map((line) => /^(\d+) ([0-9a-f]+) (\d)\t(.*)$/s.exec(line))
            .find((found) => found?.[4] === path && found[3] === String(number));
        const our = stage(2);
        const blobs = [stage(1), our, stage(3)].flatMap((found) => found?.[2] ?? []);
        if (PHRASES.test(path) && blobs.length === 3) {
          const joined = await this.joinPhrases(blobs);
          await inner.raw(['update-index', '--cacheinfo', `${our?.[1]},${joined},${path}`]);
          kept.delete(path);
        } else if (our) await inner.raw(['update-index', '--cacheinfo', `${our[1]},${our[2]},${path}`]);
        else await inner.raw(['update-index', '--force-remove', '--', path]);
      }
      return { tree: (await inner.raw(['write-tree'])).trim(), kept: [...kept].sort() };
    });
  }

  /** A file of the joined lines, as Git names it. @param blobs the base, ours and theirs */
  private async joinPhrases(blobs: string[]): Promise<string> {
    const read = (blob: string) => git(this.folder).raw(['cat-file', 'blob', blob]);
    const [base = '', ours = '', theirs = ''] = await Promise.all(blobs.map(read));
    const beside = join(this.folder, `phrases-${randomUUID()}`);
    try {
      await writeFile(beside, mergePhraseLines(base, ours, theirs));
      return (await git(this.folder).raw(['hash-object', '-w', '--no-filters', beside])).trim();
    } finally {
      await rm(beside, { force: true });
    }
  }

  private async commitTree(tree: string, parents: string[], author: Author, message: string): Promise<string> {
    const env = {
      GIT_AUTHOR_NAME: plainName(author.name),
      GIT_AUTHOR_EMAIL: plainName(author.email),
      GIT_COMMITTER_NAME: 'The desk',
      GIT_COMMITTER_EMAIL: 'desk@localhost',
    };
    const args = ['commit-tree', tree, ...parents.flatMap((parent) => ['-p', parent]), '-m', message];
    return (await git(this.folder, env).raw(args)).trim();
  }

  private async withIndex<T>(workTree: string, work: (inner: SimpleGit) => Promise<T>): Promise<T> {
    const index = join(this.folder, `index-${randomUUID()}`);
    try {
      return await work(git(workTree, { GIT_DIR: this.folder, GIT_WORK_TREE: workTree, GIT_INDEX_FILE: index }));
    } finally {
      await rm(index, { force: true });
    }
  }

  private async commitOf(name: string): Promise<string | undefined> {
    const text = await git(this.folder).raw(['for-each-ref', '--format=%(objectname)', name]);
    return text.trim() || undefined;
  }
}

/** What is a list of lines joins by lines; records join whole. */
const PHRASES = /^phrases\/[a-z0-9-]+\.txt$/;
const ZERO = '0'.repeat(40);
const THE_PROJECT: Author = { name: 'The project', email: 'project@localhost' };
/** A name that cannot break a commit's own lines. */
function plainName(text: string): string {
  return text.replace(/[<>\n\r\0]/g, ' ').trim() || 'Unknown';
}

export type Author = { name: string; email: string };
export type Entry = { commit: string; name: string; email: string; at: string; subject: string; body: string };
