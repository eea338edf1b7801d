import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/*
 * `npm test`: everything a machine can check, in one command. All steps run even when one fails, so
 * that one run tells all; it ends with 1 when any did.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (name: string) => `${root}node_modules/.bin/${name}`;

const steps: { name: string; command: string[] }[] = [
  { name: 'Content', command: [process.execPath, 'content/check-command.ts'] },
  { name: 'Format', command: [bin('prettier'), '--check', '--log-level', 'warn', '.'] },
  { name: 'Lint', command: [bin('eslint'), '--config', 'tests/lint/eslint.config.mjs', '.'] },
  { name: 'Types of pages', command: [bin('astro'), 'check', '--minimumSeverity', 'error'] },
  { name: 'Types', command: [bin('tsc'), '--project', '.'] },
  { name: 'Build', command: [process.execPath, 'site/build/command.ts'] },
  { name: 'Unit and relevance tests', command: [bin('vitest'), 'run', '--config', 'tests/vitest.config.ts'] },
  {
    name: 'Browser and accessibility tests',
    command: [bin('playwright'), 'test', '--config', 'tests/playwright.config.ts'],
  },
];

installChromium();
const failed: string[] = [];
for (const [index, step] of steps.entries()) {
  console.log(`\n=== ${index + 1}/${steps.length} ${step.name}`);
  const started = Date.now();
  const code = await run(step.command);
  console.log(
    `=== ${step.name}: ${code === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`,
  );
  if (code !== 0) failed.push(step.name);
}
if (failed.length > 0) console.log(`\nFailed: ${failed.join(', ')}`);
console.log(`\nSteps: ${steps.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length > 0 ? 1 : 0);

/** The browser tests need Chromium. Debian has it; other systems name theirs in CHROMIUM. */
function installChromium(): void {
  if (existsSync(process.env.CHROMIUM || '/usr/bin/chromium')) return;
  console.log('Chromium is missing: installing it with apt-get ...');
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo'];
  for (const args of [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', 'chromium'],
  ]) {
    const [command = '', ...rest] = [...asRoot, ...args];
    const { status } = spawnSync(command, rest, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (status !== 0) {
      console.error('Could not install Chromium. Install it yourself and name its program in CHROMIUM.');
      process.exit(1);
    }
  }
}

function run([command = '', ...args]: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
