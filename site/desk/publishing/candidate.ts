import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { loadContent } from '../../../content/check.ts';
import type { Problem } from '../../../content/problem.ts';
import { PHRASES_FOLDER } from '../../../content/read.ts';
import { RECORD_TYPES } from '../../../content/schema/records.ts';
import { writePhrases } from '../../../content/write-phrases.ts';
import { WriteRefused, writeRecord } from '../../../content/write.ts';
import { mergeRecords } from '../store/merge.ts';
import { countChanges } from '../timetables/sequence.ts';
import type { Job } from './publisher.ts';
import { readRecord } from './releases.ts';

/**
 * Writes a publish into a folder of records that nobody sees, and checks the whole content with it.
 *
 * @param records the candidate's records folder; left as it was when the publish is refused
 * @returns undefined when all is right, or why it is refused, in words for the editor
 */
export async function applyJob(job: Job, records: string): Promise<string | undefined> {
  const before = `${records}.before`;
  await rm(before, { recursive: true, force: true });
  const folders = [
    ...new Set(job.changes.map(({ type }) => (type === 'phrases' ? PHRASES_FOLDER : RECORD_TYPES[type].folder))),
  ];
  for (const name of folders)
    await cp(join(records, name), join(before, name), { recursive: true }).catch(ignoreMissing);

  const refused = await write(job, records).catch((error: unknown) => {
    if (error instanceof WriteRefused) return inWords(error.problems);
    throw error;
  });
  if (refused !== undefined) {
    for (const name of folders) {
      await rm(join(records, name), { recursive: true, force: true });
      await cp(join(before, name), join(records, name), { recursive: true }).catch(ignoreMissing);
    }
  }
  await rm(before, { recursive: true, force: true });
  return refused;
}

async function write(job: Job, records: string): Promise<string | undefined> {
  for (const change of job.changes) {
    if (change.type === 'phrases') {
      await writePhrases(records, change.id, change);
      continue;
    }
    const { type, id, from, to } = change;
    const now = await readRecord(records, type, id);
    const { record, conflicts } = now ? mergeRecords(from, to, now) : { record: to, conflicts: [] };
    if (conflicts.length > 0) {
      return 'Somebody else published a change to the same thing while you were working. Look at the preview again: it shows both.';
    }
    const counted = type === 'timetable' ? countChanges(now, record) : record;
    await writeRecord(records, type, id, counted);
  }
  const { problems } = await loadContent(records);
  return problems.length === 0 ? undefined : inWords(problems);
}

/** Problems as an editor reads them. A rule that keeps somebody safe never has its value repeated. */
export function inWords(problems: Problem[]): string {
  return problems
    .slice(0, 20)
    .map(
      (problem) =>
        `${problem.field === '' ? problem.file : `${problem.file}, ${problem.field}`}: ${problem.what}. To mend it: ${problem.mend}.`,
    )
    .join('\n');
}

function ignoreMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
