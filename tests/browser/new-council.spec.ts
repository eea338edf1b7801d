import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { councilSite, run } from '../fixtures/council-site.ts';

/* What `npm run new-council` writes, built and served as a council would on its first day. */
let folder: string;
let council: Awaited<ReturnType<typeof councilSite>>;
test.describe.configure({ mode: 'serial' });
test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'new-council-'));
  await run(['indexer/new-council-command.ts', join(folder, 'records')]);
  council = await councilSite(join(folder, 'records'));
});
test.afterAll(async () => {
  await council.stop();
  await rm(folder, { recursive: true, force: true });
});

test('a council that has only begun has every page, and none is broken', async ({ page, request }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  const at = (path: string) => new URL(path, council.address).href;
  const links = new Set<string>(['/']);
  for (const link of links) {
    const answer = await request.get(at(link));
    expect(answer.status(), link).toBe(200);
    if (!answer.headers()['content-type']?.startsWith('text/html')) continue;
    for (const [, found = ''] of (await answer.text()).matchAll(/<a [^>]*href="(\/[^"#?]*)/g)) links.add(found);
  }
  expect(links.size).toBeGreaterThan(15);
  for (const path of ['/', '/find-your-hub/', '/whats-on/', '/urgent/', '/search/#q=help', '/openreferral/services']) {
    await page.setViewportSize({ width: 320, height: 800 });
    await page.goto(at(path));
    expect(await page.locator('body').innerText(), path).not.toMatch(/bradford|undefined|\[object/i);
  }
  expect(errors).toEqual([]);
});
