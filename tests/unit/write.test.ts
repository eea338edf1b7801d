import { readdir, readFile, rename, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadContent } from '../../content/check.ts';
import { WriteRefused, writeRecord, writeRecords } from '../../content/write.ts';
import type { RecordType } from '../../content/schema/records.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { RIGHT } from '../fixtures/records.ts';

afterAll(removeFolders);

const theme = { title: 'School', summary: 'Places and more', order: 2 };

test('what is written is read back the same, with dates as they were and nothing beside it', async () => {
  const folder = await folderOf(RIGHT);
  const { records } = await loadContent(folder);
  const service = { ...records.service[0]!, checked: '2026-11-22', summary: 'A "line": with # marks, and - dashes' };
  expect(await writeRecord(folder, 'service', 'line', service)).toBe('services/line.yaml');
  expect((await loadContent(folder)).records.service[0]).toEqual(service);
  expect(await readdir(join(folder, 'services'))).toEqual(['line.yaml']);
});

test('a record that is not right is refused with every problem, and the old file stays', async () => {
  const folder = await folderOf(RIGHT);
  const refused = await writeRecord(folder, 'theme', 'growing', { ...theme, order: 'two', titel: 'x' }).catch(
    (error: unknown) => error,
  );
  expect(refused).toBeInstanceOf(WriteRefused);
  expect((refused as WriteRefused).problems.map(({ field }) => field)).toEqual(['order', 'titel']);
  expect(await readFile(join(folder, 'themes/growing.yaml'), 'utf8')).toBe(RIGHT['themes/growing.yaml']);
});

test.each(['../../evil', 'a/b', 'A', '', '.hidden', 'con..x', `${'a'.repeat(200)}`])(
  'the name %j leads nowhere',
  async (id) => {
    const folder = await folderOf(RIGHT);
    await expect(writeRecord(folder, 'theme', id, theme)).rejects.toBeInstanceOf(WriteRefused);
  },
);

test('a type that is none, and a folder that is a link to elsewhere, are refused', async () => {
  const elsewhere = await folderOf({});
  const folder = await folderOf({ 'council.yaml': RIGHT['council.yaml'] ?? '' });
  await expect(writeRecord(folder, '__proto__' as RecordType, 'a', theme)).rejects.toThrow();
  await symlink(elsewhere, join(folder, 'themes'));
  await expect(writeRecord(folder, 'theme', 'school', theme)).rejects.toThrow(/leads out/);
  expect(await readdir(elsewhere)).toEqual([]);
});

test('many are written as one is: read back the same, over the file that was there, and none out of the folder', async () => {
  const folder = await folderOf(RIGHT);
  await rename(join(folder, 'themes/growing.yaml'), join(folder, 'themes/growing.yml'));
  const list = ['growing', 'school'].map((id) => ({ type: 'theme' as const, id, record: { ...theme, title: id } }));
  await writeRecords(folder, list);
  expect((await readdir(join(folder, 'themes'))).sort()).toEqual(['growing.yml', 'school.yaml']);
  expect((await loadContent(folder)).records.theme).toMatchObject([{ title: 'growing' }, { title: 'school' }]);

  const [first] = list;
  await expect(writeRecords(folder, [{ ...first!, id: '../evil' }])).rejects.toBeInstanceOf(WriteRefused);
  await expect(writeRecords(folder, [{ ...first!, record: { title: 'x' } }])).rejects.toBeInstanceOf(WriteRefused);
  expect((await readdir(join(folder, 'themes'))).sort()).toEqual(['growing.yml', 'school.yaml']);

  const elsewhere = await folderOf({});
  await symlink(elsewhere, join(folder, 'organisations'));
  await expect(writeRecords(folder, [{ type: 'organisation', id: 'mine', record: { name: 'Mine' } }])).rejects.toThrow(
    /leads out/,
  );
  expect(await readdir(elsewhere)).toEqual([]);
});
