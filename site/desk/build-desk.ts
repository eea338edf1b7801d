import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Where the desk's pages are built. */
export const deskDist = process.env.DESK_DIST ?? fileURLToPath(new URL('../../dist-desk', import.meta.url));

/** Builds the desk's pages. They hold no content, so they need building only when the program changes. */
export function buildDesk(): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      ['node_modules/astro/bin/astro.mjs', 'build', '--config', 'site/desk/astro.config.mjs'],
      {
        cwd: root,
        env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    const keep = (data: Buffer) => {
      output = (output + data.toString()).slice(-6000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(deskDist);
      else reject(new Error(`The desk could not be built (astro ended with ${code}).\n${output}`));
    });
  });
}

if (import.meta.main) console.log(`Built ${await buildDesk()}`);
