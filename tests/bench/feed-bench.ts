import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadContent } from '../../content/check.ts';
import { buildDirectory } from '../../content/model/directory.ts';
import { listFiles } from '../../indexer/feeds/files.ts';
import { openReferralFeed } from '../../indexer/feeds/openreferral.ts';
import { importCommand } from '../../indexer/import-command.ts';
import { generateRecords } from './generate.ts';

/*
 * `node tests/bench/feed-bench.ts [services]`: how long a feed of so many services takes to make, to import
 * into empty content and to import again, and the most memory that was held.
 */
const count = Number(process.argv[2] ?? 10_000);
const folder = await mkdtemp(join(tmpdir(), 'feed-bench-'));
let most = 0;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50);
const timed = async (what: string, work: () => Promise<unknown>) => {
  const started = performance.now();
  const before = process.cpuUsage();
  most = 0;
  await work();
  const { user, system } = process.cpuUsage(before);
  console.log(
    `${what}: ${((performance.now() - started) / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of processor), most memory held ${Math.round(most / 1024 / 1024)} MB`,
  );
};

try {
  await generateRecords(join(folder, 'records'), count);
  await timed(`Feed of ${count} made`, async () => {
    const { records } = await loadContent(join(folder, 'records'));
    const feed = openReferralFeed(buildDirectory(records, '2026-11-22'), { site: 'https://families.example.org' });
    await mkdir(join(folder, 'feed/services'), { recursive: true });
    for (const service of listFiles(feed, 'services').each)
      await writeFile(join(folder, 'feed/services', `${service.id}.json`), JSON.stringify(service));
  });
  const own = fileURLToPath(new URL('../../content/records', import.meta.url));
  await mkdir(join(folder, 'into'));
  for (const part of ['council.yaml', 'themes', 'needs', 'hubs'])
    await cp(join(own, part), join(folder, 'into', part), { recursive: true });
  const take = () =>
    importCommand(
      ['openreferral', join(folder, 'feed'), '--into', join(folder, 'into'), '--from', 'bench', '--write'],
      () => undefined,
    );
  await timed(`Feed of ${count} imported into empty content`, take);
  await timed('The same imported again', take);
} finally {
  clearInterval(watch);
  await rm(folder, { recursive: true, force: true });
}
