import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Keeps two servers from one desk folder. A server that was stopped leaves its mark behind; it is taken
 * over when no such process runs any more.
 *
 * @returns lets the folder go
 */
export async function holdFolder(root: string): Promise<() => Promise<void>> {
  const path = join(root, 'server.pid');
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const file = await open(path, 'wx');
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const pid = Number(await readFile(path, 'utf8').catch(() => '0'));
      if (pid > 0 && pid !== process.pid && runs(pid)) {
        throw new Error(
          `Another server (process ${pid}) has the desk's folder ${root}. Stop it first, or set DESK_DATA to another folder.`,
          { cause: error },
        );
      }
      await rm(path, { force: true });
    }
  }
  throw new Error(`The desk's folder ${root} cannot be held. Remove ${path} when no server is running.`);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
