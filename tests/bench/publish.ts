import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDesk } from '../../site/desk/desk.ts';
import { readRecord } from '../../site/desk/publishing/releases.ts';
import type { Figure } from './figure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Seconds from the press of Publish to the site that families see, over the project's own records: a hub changes
 * the words of its timetable, the whole site is built beside the one that stands, checked and swapped. The first
 * build of a new desk is the baseline.
 */
export async function benchPublish(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-publish-'));
  const records = join(root, 'content/records');
  const desk = await openDesk({ folder, projectRecords: records, address: 'http://localhost:4321' });
  try {
    let shown = 0;
    desk.publisher.onLive(() => {
      shown = performance.now();
    });
    const opened = performance.now();
    await desk.recover();
    const first = (shown - opened) / 1000;
    const [file = ''] = (await readdir(join(records, 'timetables'))).sort();
    const id = basename(file, extname(file));
    const from = await readRecord(records, 'timetable', id);
    if (from === undefined) throw new Error(`There is no timetable to change in ${records}/timetables.`);
    const to = { ...from, name: `${String(from.name)}, changed` };
    const change = { type: 'timetable' as const, id, from, to, drafted: false };
    const pressed = performance.now();
    await desk.publisher.ask({ by: { name: 'Bench', email: 'bench@example.org' }, words: 'Bench', changes: [change] });
    await desk.publisher.work();
    return [{ name: 'publish to live', value: (shown - pressed) / 1000, unit: 's', bar: 30, baseline: first }];
  } finally {
    await desk.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
