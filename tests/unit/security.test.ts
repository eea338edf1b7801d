import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { compressFolder } from '../../site/build/compress.ts';
import { PAGE_SCRIPTS, securityHeaders } from '../../site/build/security.ts';

let folder: string;
const settings = () => join(folder, 'search', 'settings.json');
const policy = () => securityHeaders(folder)['Content-Security-Policy'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'security-'));
  await mkdir(join(folder, 'search'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('lets a page connect to nothing but its own site', async () => {
  expect(securityHeaders(undefined)['Content-Security-Policy']).toContain("connect-src 'self';");
  await writeFile(settings(), '{"engine":"pagefind"}');
  expect(policy()).toContain("connect-src 'self';");
});

it("adds the council's own search server, and only its origin, as soon as the index is there", async () => {
  await writeFile(settings(), '{"engine":"meilisearch","url":"https://search.example.org/families/","key":"k"}');
  await utimes(settings(), new Date(), new Date(Date.now() + 5000));
  expect(policy()).toContain("connect-src 'self' https://search.example.org;");
});

it('is not opened by settings that are broken', async () => {
  await writeFile(settings(), '{"url":"*"');
  await utimes(settings(), new Date(), new Date(Date.now() + 9000));
  expect(policy()).toContain("connect-src 'self';");
});

it('lets the scripts run that the build wrote into the pages, and no other', async () => {
  const scripts = () => /script-src ([^;]*)/.exec(policy() ?? '')?.[1];
  expect(scripts()).toBe("'self' 'wasm-unsafe-eval'");
  const page = '<p>a</p>'.repeat(600);
  await writeFile(join(folder, 'index.html'), `${page}<script>one()</script><script src="/two.js"></script>`);
  await writeFile(join(folder, 'b.html'), `${page}<script type="module">three()</script><script>one()</script>`);
  const pressed = await compressFolder(folder);
  await writeFile(join(folder, PAGE_SCRIPTS), JSON.stringify([...pressed.scripts, "'unsafe-inline'"]));
  const hash = (script: string) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  expect(scripts()?.split(' ').sort()).toEqual(["'self'", "'wasm-unsafe-eval'", hash('one()'), hash('three()')].sort());
});
