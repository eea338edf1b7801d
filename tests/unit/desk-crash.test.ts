import { execFileSync, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openTimetable } from '../../site/desk/actions/timetables.ts';
import { openDesk } from '../../site/desk/desk.ts';
import { sessionsIn } from '../../site/desk/timetables/edits.ts';
import { person, TODAY } from '../fixtures/desk/open.ts';
import { readPages, slowPages } from '../fixtures/desk/plain-pages.ts';

/** DESK_KILLS=50 for the whole bar; a dozen in every run. */
const KILLS = Number(process.env.DESK_KILLS ?? 12);
const EDITOR = person('hub-editor', 'north');

test(
  `killed at ${KILLS} random moments of publishing: no saved edit is lost, no page is torn, the site is whole`,
  { timeout: 60_000 + KILLS * 30_000 },
  async () => {
    const root = await mkdtemp(join(tmpdir(), 'desk-crash-'));
    const acknowledged: number[] = [];
    const asked: number[] = [];
    try {
      for (let kill = 0; kill < KILLS; kill++) {
        await runAndKill(root, acknowledged, asked);

        const desk = await openDesk({
          folder: join(root, 'data'),
          projectRecords: join(root, 'project'),
          address: 'http://localhost:4321',
          build: slowPages,
          now: () => new Date(`${TODAY}T10:00:00Z`),
        });
        // Before anything is mended: what families would be served is a whole site.
        const found = await desk.publisher.releases.live();
        if (found) await readPages(found.site);
        await desk.recover();
        await desk.publisher.work();

        const live = await desk.publisher.releases.live();
        const pages = await readPages(live?.site ?? '');
        expect(live?.commit).toBe(await desk.history.head());
        execFileSync('git', ['-C', join(root, 'data/content'), 'fsck', '--no-dangling', '--strict'], { stdio: 'pipe' });

        const rooms = (sessions: { room?: unknown }[]) =>
          sessions.flatMap(({ room }) => /^Room (\d+)$/.exec(String(room))?.[1] ?? []).map(Number);
        const drafted = rooms(sessionsIn((await openTimetable(desk, EDITOR, 'north-autumn')).draft.record));
        const published = rooms(
          (JSON.parse(pages['north-autumn'] ?? '') as { sessions: { room?: string }[] }).sessions,
        );
        for (const count of acknowledged) expect(drafted, `edit ${count} after kill ${kill}`).toContain(count);
        for (const count of asked) expect(published, `publish ${count} after kill ${kill}`).toContain(count);
        expect(
          (await desk.publisher.queue.all()).filter(
            (job) => job.state !== 'done' && !job.reason?.includes('Somebody else'),
          ),
        ).toEqual([]);
        expect(
          (await readdir(join(root, 'data'), { recursive: true })).filter((name) => name.endsWith('.part')),
        ).toEqual([]);
        await desk.close();
      }
      expect(acknowledged.length).toBeGreaterThan(0);
    } finally {
      await rm(root, { recursive: true, force: true, maxRetries: 5 });
    }
  },
);

/** Lets a desk publish for a random while and kills it without warning. */
async function runAndKill(root: string, acknowledged: number[], asked: number[]): Promise<void> {
  const next = String(Math.max(-1, ...acknowledged) + 1);
  const child = spawn(
    process.execPath,
    [new URL('../fixtures/desk/publishing-child.ts', import.meta.url).pathname, root, next],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let output = '';
  let errors = '';
  child.stderr.on('data', (data: Buffer) => (errors += data.toString()));
  const closed = new Promise((resolve) => child.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    child.on('close', () => reject(new Error(`The desk ended by itself.\n${output}\n${errors}`)));
    child.stdout.on('data', (data: Buffer) => {
      output += data.toString();
      // From the moment it is at work, somewhere in the next two publishes.
      if (output.includes('ready')) setTimeout(resolve, Math.random() * 1500).unref();
    });
  });
  child.kill('SIGKILL');
  await closed;
  for (const [, what, count] of output.matchAll(/^(saved|asked) (\d+)$/gm))
    (what === 'saved' ? acknowledged : asked).push(Number(count));
}
