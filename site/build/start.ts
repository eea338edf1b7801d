import { fileURLToPath } from 'node:url';
import { buildDesk } from '../desk/build-desk.ts';
import { openDesk } from '../desk/desk.ts';
import { BuildFailed } from '../desk/publishing/build.ts';
import { mountDesk } from '../desk/mount.ts';
import { startLearning } from '../learning/learning.ts';
import { buildSite } from './command.ts';
import { type Served, serveSite } from './serve.ts';

/*
 * `npm start`: build, index, serve. One command from a fresh clone to a directory on this machine, with the
 * staff desk beside it in the same process. DESK=off leaves the desk out.
 */
const root = new URL('../..', import.meta.url);

try {
  const served = await serveSite(undefined, Number(process.env.PORT ?? 4321));
  if (process.env.DESK === 'off') served.show(await buildSite());
  else await startWithDesk(served);
  console.log(`\nThe directory is at ${served.address}`);
  if (process.env.DESK !== 'off') {
    console.log(
      `The staff desk is at ${served.address}desk/ (first administrator: npm run desk:admin -- name@example.org)`,
    );
  }
  console.log('Press Ctrl+C to stop it.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof BuildFailed) console.error(error.output);
  process.exit(1);
}

/** Families see the last release while a new one is built, and go on seeing it when that fails. */
async function startWithDesk(served: Served): Promise<void> {
  const desk = await openDesk({
    folder: process.env.DESK_DATA ?? fileURLToPath(new URL('.desk', root)),
    projectRecords: process.env.CONTENT ?? fileURLToPath(new URL('content/records', root)),
    address: process.env.SITE_URL ?? served.address,
  });
  desk.publisher.onLive(served.show);
  const before = await desk.publisher.releases.live();
  if (before) served.show(before.site);

  console.log('[1/2] Building the staff desk ...');
  const dist = await buildDesk();
  console.log('[2/2] Building the directory ...');
  const said = await desk.recover().catch((error: unknown) => {
    if (!before) throw error;
    return [`The new records could not be built, so the site from before is served: ${String(error)}`];
  });
  for (const line of said) console.log(`      ${line}`);
  // An update of the program changes pages without changing a record.
  if (before && (await desk.publisher.releases.live())?.id === before.id) {
    await desk.publisher
      .rebuild()
      .catch((error: unknown) =>
        console.error(`      The pages could not be built afresh, so those from before are served: ${String(error)}`),
      );
  }
  served.mount(await mountDesk(desk, dist));
  served.hear(startLearning(desk));
}
