import { open, readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fetchFeed } from '../../indexer/import/fetch-feed.ts';
import { importCommand } from '../../indexer/import-command.ts';
import { feedServer, feedService, json, page, stopFeeds } from '../fixtures/feed-server.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { RIGHT, SERVICE } from '../fixtures/records.ts';

afterAll(stopFeeds);
afterAll(removeFolders);

const MB = 1024 * 1024;
const WHOLE = 200 * MB;

/** A list of services that goes on for 200 MB; says how much of it was sent. */
async function largeFeed(headers: Record<string, string | number>) {
  const sent = { bytes: 0 };
  const one = Buffer.from(`${JSON.stringify(feedService('again', { description: 'x'.repeat(60_000) }))},`);
  const send = (response: ServerResponse) => {
    while (sent.bytes < WHOLE && !response.destroyed) {
      sent.bytes += one.byteLength;
      if (!response.write(one)) return response.once('drain', () => send(response));
    }
    return response.end();
  };
  const address = await feedServer((_, response, url) => {
    if (!url.pathname.startsWith('/services')) return json(response, {}, 404);
    response.writeHead(200, { 'Content-Type': 'application/json', ...headers });
    response.write('{"contents":[');
    send(response);
  });
  return { address, sent };
}

/** Content with a service that came from the same source before: what a bad reading must not hide. */
async function contentFrom(source: string) {
  const imported = `imported: { from: '${source}', id: once, at: 2026-11-01, fingerprint: '0000000000000000' }\n`;
  const into = await folderOf({
    ...RIGHT,
    'services/before.yaml': `${SERVICE.replace('The line', 'Before')}${imported}`,
  });
  const look = async () =>
    Object.fromEntries(
      await Promise.all(
        (await readdir(join(into, 'services'))).map(
          async (name) => [name, await readFile(join(into, 'services', name), 'utf8')] as const,
        ),
      ),
    );
  return { into, look };
}

async function imported(source: string, into: string, ...more: string[]) {
  const said: string[] = [];
  const code = await importCommand(['openreferral', source, '--into', into, ...more], (line) => said.push(line));
  return { code, said: said.join('\n') };
}

test('200 MB that stream without a length are left as soon as it is too much, with what, where and how to mend', async () => {
  const { address, sent } = await largeFeed({});
  const { into, look } = await contentFrom(address);
  const before = await look();
  for (const more of [[], ['--write'], ['--write', '--partial']]) {
    sent.bytes = 0;
    const { code, said } = await imported(address, into, ...more);
    expect(code).toBe(1);
    expect(said).toContain(`${address}/services`);
    expect(said).toContain('the answer is larger than 96 MB');
    expect(said).toMatch(/mend: .*smaller pages .*folder/);
    // The rest was never sent: a few MB wait in the line.
    expect(sent.bytes).toBeLessThan(130 * MB);
    expect(await look()).toEqual(before);
  }
});

test('200 MB that are promised are not even begun', async () => {
  const { address, sent } = await largeFeed({ 'Content-Length': WHOLE });
  const { into, look } = await contentFrom(address);
  const before = await look();
  const { code, said } = await imported(address, into, '--write', '--partial');
  expect(code).toBe(1);
  expect(said).toContain('the answer is 200 MB, larger than 96 MB');
  expect(sent.bytes).toBeLessThan(20 * MB);
  expect(await look()).toEqual(before);
});

test('a file of 200 MB is not opened, in a folder or alone, and the files beside it are still read', async () => {
  const folder = await folderOf({ 'services/a.json': JSON.stringify(feedService('a')) });
  const file = await open(join(folder, 'services/large.json'), 'w');
  await file.truncate(WHOLE);
  await file.close();
  const { into, look } = await contentFrom('large');
  const before = await look();
  const whole = await imported(folder, into, '--from', 'large', '--write');
  expect(whole.code).toBe(1);
  expect(whole.said).toMatch(/large\.json\n.*is larger than 96 MB and was not opened\n.*200 MB\n.*smaller pages/);
  expect(await look()).toEqual(before);
  expect((await imported(join(folder, 'services/large.json'), into, '--from', 'large')).said).toMatch(/large\.json\n/);

  await imported(folder, into, '--from', 'large', '--write', '--partial');
  expect(await look()).toEqual({ ...before, 'service-a.yaml': expect.stringContaining('Service a') });
});

test('many pages that are too much together end the reading, what came is kept, and it is told once', async () => {
  const address = await feedServer((_, response, url) => {
    const number = Number(url.searchParams.get('page') ?? 1);
    const id = /^\/services\/(.+)$/.exec(url.pathname)?.[1];
    if (id !== undefined) return json(response, feedService(id, { description: 'x'.repeat(1000) }));
    return json(response, page([{ id: `s${number}`, name: 'Short', status: 'active' }], number, 200, 200));
  });
  const ends = async (bytes: number) => fetchFeed(address, { budget: { whole: bytes, left: bytes } }, () => undefined);
  const inPages = await ends(10_000);
  expect(inPages.complete).toBe(false);
  expect(inPages.services.length).toBeGreaterThan(10);
  expect(inPages.services.length).toBeLessThan(100);
  const inServices = await ends(100_000);
  expect(inServices.services).toHaveLength(200);
  expect(inServices.services.every(({ value }) => value !== undefined)).toBe(true);
  for (const { faults } of [inPages, inServices])
    expect(faults.filter(({ value }) => value.includes('in all'))).toHaveLength(1);
});
