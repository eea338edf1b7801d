import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateRecords } from './generate.ts';
import type { Figure } from './figure.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Seconds to build 1,000 and 10,000 generated services, the smaller being the baseline for growth. */
export async function benchBuild(): Promise<Figure[]> {
  const small = await buildOf(1_000);
  const large = await buildOf(10_000);
  return [
    { name: 'build of 1,000 services', value: small, unit: 's' },
    { name: 'build of 10,000 services', value: large, unit: 's', bar: 60, baseline: small },
  ];
}

async function buildOf(services: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-build-'));
  try {
    await generateRecords(join(folder, 'records'), services);
    const started = performance.now();
    await new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, ['site/build/command.ts'], {
        cwd: root,
        stdio: 'inherit',
        env: { ...process.env, CONTENT: join(folder, 'records'), DIST: join(folder, 'dist') },
      });
      child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`the build ended with ${code}`))));
    });
    return (performance.now() - started) / 1000;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
