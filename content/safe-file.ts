import { randomUUID } from 'node:crypto';
import { link, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Replaces a file whole or not at all, and does not return before the disk has it: a crash or a power cut
 * leaves the old file or the new one.
 *
 * @param mode who may read it: the owner alone unless told
 * @throws when the disk is full or cannot be written; the old file is then untouched
 */
export async function replaceSafely(path: string, text: string, mode = OWNER_ONLY): Promise<void> {
  await through(path, text, mode, (beside) => rename(beside, path));
}

/**
 * Makes a file that is not there yet, whole or not at all.
 *
 * @returns false, and nothing written, when somebody else has made it first
 */
export async function createSafely(path: string, text: string): Promise<boolean> {
  try {
    await through(path, text, OWNER_ONLY, async (beside) => {
      await link(beside, path);
      await rm(beside);
    });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** What a half-done write is called until it is whole. Readers pass over such names. */
export const UNFINISHED = /^\..*\.part$/;

/** Takes away what writes left half done when the server was stopped. */
export async function sweepUnfinished(folder: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
    if (UNFINISHED.test(basename(name))) await rm(join(folder, name), { force: true });
  }
}

async function through(
  path: string,
  text: string,
  mode: number,
  place: (beside: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true });
  const beside = join(folder, `.${basename(path)}.${randomUUID()}.part`);
  try {
    const file = await open(beside, 'wx', mode);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(beside);
    await syncFolder(folder);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** A rename is on the disk only when its folder is. Systems that cannot sync a folder do not need it. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}

const OWNER_ONLY = 0o600;
