import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadContent } from '../../content/check.ts';
import { buildDirectory } from '../../content/model/directory.ts';
import { importCommand } from '../../indexer/import-command.ts';
import { feedService } from '../fixtures/feed-server.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { RIGHT } from '../fixtures/records.ts';

afterAll(removeFolders);

/** Runs the command as a person would, and gives back what it ended with and all that it said. */
async function run(...args: string[]): Promise<{ code: number; said: string }> {
  const lines: string[] = [];
  const code = await importCommand(args, (line) => lines.push(line));
  return { code, said: lines.join('\n') };
}
const feedOf = async (services: unknown[]) =>
  folderOf(Object.fromEntries(services.map((service, index) => [`services/${index}.json`, JSON.stringify(service)])));
const take = (feed: string, into: string, ...more: string[]) =>
  run('openreferral', feed, '--into', into, '--from', 'the feed', ...more);
const three = ['a', 'b', 'c'].map((id) => feedService(id));

test('a trial writes nothing and says what it would do', async () => {
  const into = await folderOf(RIGHT);
  const { code, said } = await take(await feedOf(three), into);
  expect(code).toBe(0);
  expect(said).toMatch(/3 added.*trial/s);
  expect(await readdir(join(into, 'services'))).toEqual(['line.yaml']);
});

test('what is written is right, carries its source, and importing again changes nothing', async () => {
  const into = await folderOf(RIGHT);
  const feed = await feedOf(three);
  expect((await take(feed, into, '--write')).code).toBe(0);
  const { records, problems } = await loadContent(into);
  expect(problems).toEqual([]);
  expect(records.service.find(({ id }) => id === 'service-a')?.imported).toMatchObject({ from: 'the feed', id: 'a' });
  const before = await readFile(join(into, 'services/service-a.yaml'), 'utf8');
  expect((await take(feed, into, '--write')).said).toMatch(/0 added, 0 changed, 0 gone, 3 the same/);
  expect(await readFile(join(into, 'services/service-a.yaml'), 'utf8')).toBe(before);
});

test('what changed in the source is changed here, with the fields named', async () => {
  const into = await folderOf(RIGHT);
  await take(await feedOf(three), into, '--write');
  const { said } = await take(
    await feedOf([feedService('a', { description: 'New words.' }), ...three.slice(1)]),
    into,
    '--write',
  );
  expect(said).toMatch(/service-a: Service a \(summary\)/);
  expect(await readFile(join(into, 'services/service-a.yaml'), 'utf8')).toContain('New words.');
});

test('words edited by hand are kept, and a change in the source is reported as a conflict', async () => {
  const into = await folderOf(RIGHT);
  await take(await feedOf(three), into, '--write');
  const file = join(into, 'services/service-a.yaml');
  await writeFile(file, (await readFile(file, 'utf8')).replace('Help with sleep.', 'Words of our own.'));
  expect((await take(await feedOf(three), into, '--write')).said).toMatch(/1 edited by hand and kept, 0 conflicts/);
  const { said } = await take(
    await feedOf([feedService('a', { description: 'Their new words.' }), ...three.slice(1)]),
    into,
    '--write',
  );
  expect(said).toMatch(/1 conflicts/);
  expect(await readFile(file, 'utf8')).toContain('Words of our own.');
});

test('moving a line or writing out a default is not an edit', async () => {
  const into = await folderOf(RIGHT);
  await take(await feedOf(three), into, '--write');
  const file = join(into, 'services/service-a.yaml');
  const [first = '', ...rest] = (await readFile(file, 'utf8')).split('\n');
  await writeFile(file, `send: false\n${rest.join('\n')}${first}\n`);
  expect((await take(await feedOf(three), into)).said).toMatch(/3 the same, 0 edited/);
});

test('what is gone is hidden and not deleted, and comes back when it is there again', async () => {
  const into = await folderOf(RIGHT);
  await take(await feedOf(three), into, '--write');
  await take(await feedOf(three.slice(1)), into, '--write');
  const hidden = await loadContent(into);
  expect(hidden.records.service.find(({ id }) => id === 'service-a')).toMatchObject({
    status: 'draft',
    imported: { gone: expect.any(String) },
  });
  expect(buildDirectory(hidden.records, '2026-11-22').services.map(({ id }) => id)).not.toContain('service-a');
  expect((await take(await feedOf(three), into, '--write')).said).toMatch(/1 changed/);
  expect((await loadContent(into)).records.service.find(({ id }) => id === 'service-a')).toMatchObject({
    status: 'published',
  });
});

test('a source that has lost most of its services is doubted', async () => {
  const into = await folderOf(RIGHT);
  const many = Array.from({ length: 10 }, (_, index) => feedService(`m${index}`));
  await take(await feedOf(many), into, '--write');
  const { said } = await take(await feedOf(many.slice(0, 2)), into);
  expect(said).toMatch(/8 of 10 services are no longer there.*--allow-gone/);
  expect(said).toMatch(/0 gone/);
  expect((await take(await feedOf(many.slice(0, 2)), into, '--allow-gone')).said).toMatch(/8 gone/);
});

test('with anything rejected nothing is written, unless the rest is asked for', async () => {
  const into = await folderOf(RIGHT);
  const feed = await feedOf([...three, feedService('bad', { name: null })]);
  const refused = await take(feed, into, '--write');
  expect(refused).toMatchObject({
    code: 1,
    said: expect.stringMatching(/Rejected: 1[\s\S]*it has no name[\s\S]*Nothing was written/),
  });
  expect(await readdir(join(into, 'services'))).toEqual(['line.yaml']);
  await take(feed, into, '--write', '--partial');
  expect(await readdir(join(into, 'services'))).toHaveLength(4);
});

test('a file that is cut off hides nothing, because the source was not read to its end', async () => {
  const into = await folderOf(RIGHT);
  await take(await feedOf(three), into, '--write');
  const cut = await folderOf({
    'services/0.json': JSON.stringify(three[0]),
    'services/1.json': JSON.stringify(three[1]).slice(0, 40),
  });
  const { said } = await take(cut, into, '--write', '--partial');
  expect(said).toMatch(/not read to its end, so none is hidden/);
  expect(said).toMatch(/0 gone/);
});

test('a service of ours with the same name is never overwritten', async () => {
  const into = await folderOf(RIGHT);
  await take(await feedOf([feedService('x', { name: 'Line' }), feedService('y', { name: 'Line' })]), into, '--write');
  expect((await readdir(join(into, 'services'))).sort()).toEqual(['line-2.yaml', 'line-3.yaml', 'line.yaml']);
  expect(await readFile(join(into, 'services/line.yaml'), 'utf8')).toBe(RIGHT['services/line.yaml']);
});

test('a wrong need or an unknown kind of source is said, with what there is', async () => {
  const into = await folderOf(RIGHT);
  await expect(take(await feedOf(three), into, '--need', 'slep')).rejects.toThrow(/no such need.*sleep/);
  expect((await run('fax', 'x')).said).toMatch(/npm run import/);
});
