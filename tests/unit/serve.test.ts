import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeSettings } from '../../indexer/meilisearch/keys.ts';
import { type Served, serveSite } from '../../site/build/serve.ts';

/* A server and a build at once: what a council's developer has open in two windows. */
let folder: string;
let served: Served;
const site = () => join(folder, 'dist');
const home = async () => (await fetch(served.address, { signal: AbortSignal.timeout(5000) })).text();

async function buildAt(path: string, words: string): Promise<void> {
  await mkdir(join(path, 'search'), { recursive: true });
  await writeFile(join(path, 'index.html'), words);
  await writeFile(join(path, 'search', 'settings.json'), '{"engine":"pagefind"}');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serve-'));
  await buildAt(site(), 'the first site, which is rather long');
  served = await serveSite(site(), 4790);
});
afterAll(async () => {
  served.server.close();
  await rm(folder, { recursive: true, force: true });
});

it('shows a site that was built anew while the old one was served', async () => {
  expect(await home()).toBe('the first site, which is rather long');
  await buildAt(`${site()}.next`, 'the second');
  await rename(site(), `${site()}.old`);
  await rename(`${site()}.next`, site());
  expect(await home()).toBe('the second');
});

it('gives new search settings as soon as the index is there', async () => {
  const settings = async () =>
    (await fetch(`${served.address}search/settings.json`, { signal: AbortSignal.timeout(5000) })).text();
  expect(await settings()).toBe('{"engine":"pagefind"}');
  await writeFile(join(site(), 'search', 'next'), '{}');
  await rename(join(site(), 'search', 'next'), join(site(), 'search', 'settings.json'));
  expect(await settings()).toBe('{}');
  // As `npm run index` writes them, again and again.
  for (const index of ['families', 'families-of-the-whole-country', 'f']) {
    const url = `https://${index}.example.org`;
    await writeSettings(join(site(), 'search', 'settings.json'), {
      engine: 'meilisearch',
      url,
      index,
      key: 'k',
      geo: false,
    });
    expect(JSON.parse(await settings())).toMatchObject({ index });
    const { headers } = await fetch(served.address);
    expect(headers.get('content-security-policy')).toContain(`connect-src 'self' ${url};`);
  }
});

it('says what may run with every page, and only the little that matters with its parts', async () => {
  await writeFile(join(site(), 'a.js'), '');
  await writeFile(join(site(), '404.html'), 'gone');
  const policy = async (path: string) => {
    const { headers } = await fetch(`${served.address}${path}`);
    expect(headers.get('x-content-type-options'), path).toBe('nosniff');
    return headers.get('content-security-policy');
  };
  for (const path of ['', 'index.html', '?a=b.c', 'nowhere/', 'nowhere.html?x=1', 'nowhere.js']) {
    expect(await policy(path), path).toContain("script-src 'self'");
  }
  for (const path of ['a.js', 'a.js?v=2', 'search/settings.json']) expect(await policy(path), path).toBeNull();
});
