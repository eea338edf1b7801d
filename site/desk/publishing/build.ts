import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Builds the whole public site from a folder of records into a folder of its own.
 *
 * @param before the site that families see now: what has changed since is told by comparing with it
 */
export type BuildSite = (records: string, site: string, before?: string) => Promise<void>;

/** The same build as `npm run build`, in a process of its own so that the server stays awake. */
export const buildWithCommand: BuildSite = (records, site, before) =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'site/build/command.ts')], {
      cwd: root,
      env: {
        ...process.env,
        CONTENT: records,
        DIST: site,
        SERVED_BY_DESK: '1',
        ...(before !== undefined && { LAST_SITE: before }),
        ASTRO_TELEMETRY_DISABLED: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (data: Buffer) => {
      output = (output + data.toString()).slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new BuildFailed(signal ? `was stopped by ${signal}` : `ended with ${code}`, output));
    });
  });

/** What every site has; without one of them a visitor would meet a broken page. */
const NEEDED = ['index.html', '404.html'];

/**
 * Looks at a built site before families do.
 *
 * @param before the site being served, to notice one that has lost most of its pages
 * @throws when something is missing
 */
export async function checkRelease(site: string, before: string | undefined): Promise<void> {
  for (const name of NEEDED) {
    const size = await stat(join(site, name)).then(
      (found) => found.size,
      () => 0,
    );
    if (size === 0) throw new BuildFailed(`made no ${name}`, '');
  }
  if (before === undefined) return;
  const [now, then] = await Promise.all([pagesIn(site), pagesIn(before)]);
  if (now < then / 2) throw new BuildFailed(`made only ${now} pages where there were ${then}`, '');
}

async function pagesIn(site: string): Promise<number> {
  const names = await readdir(site, { recursive: true }).catch(() => []);
  return names.filter((name) => name.endsWith('.html')).length;
}

/** The site could not be built. `output` is for the person who looks after the server. */
export class BuildFailed extends Error {
  readonly output: string;
  constructor(what: string, output: string) {
    super(`The build ${what}.`);
    this.name = 'BuildFailed';
    this.output = output;
  }
}
