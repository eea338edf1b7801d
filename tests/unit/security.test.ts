import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { securityHeaders } from '../../site/build/security.ts';

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
