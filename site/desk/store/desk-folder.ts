import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/** Where everything of the desk's own lives: one folder to back up. Never inside the site that is served. */
export type DeskFolder = {
  root: string;
  /** The content Git history, bare: `git clone` it to look inside. */
  history: string;
  /** Every saved edit, one small file each. */
  drafts: string;
  /** Built sites with the records each was built from. */
  releases: string;
  /** A small file that names the release being served; swapped by rename. */
  live: string;
  /** Publishes that were asked for and are not finished. */
  queue: string;
  /** What became of uploaded spreadsheets. */
  imports: string;
  database: string;
  /** Counts of searches that found nothing, and this month's key to them. Empty where the council does not learn. */
  words: string;
  wordsKey: string;
  secret: string;
};

/**
 * Names the places in the desk's folder and makes the ones that are missing.
 *
 * @param root DESK_DATA, or .desk in the project
 */
export async function deskFolder(root: string): Promise<DeskFolder> {
  const at = (...names: string[]) => join(resolve(root), ...names);
  const folder = {
    root: at(),
    history: at('content'),
    drafts: at('drafts'),
    releases: at('releases'),
    live: at('live'),
    queue: at('queue'),
    imports: at('imports'),
    database: at('desk.sqlite'),
    words: at('words.sqlite'),
    wordsKey: at('words-key'),
    secret: at('secret'),
  };
  await mkdir(folder.root, { recursive: true, mode: 0o700 });
  for (const name of [folder.drafts, folder.releases, folder.queue, folder.imports])
    await mkdir(name, { recursive: true });
  return folder;
}
