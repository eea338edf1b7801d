import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writePhrases } from '../../content/write-phrases.ts';
import { WriteRefused } from '../../content/write.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { RIGHT } from '../fixtures/records.ts';

afterAll(removeFolders);

const SLEEP = '# For editors\nup all night\n\nnight waking\n';
const open = () => folderOf({ ...RIGHT, 'phrases/sleep.txt': SLEEP });
const read = (folder: string, id = 'sleep') => readFile(join(folder, 'phrases', `${id}.txt`), 'utf8');

test('a phrase is added at the end and taken out again, and the rest stays to the byte', async () => {
  const folder = await open();
  expect(await writePhrases(folder, 'sleep', { add: ['qixly wozzle'], remove: [] })).toBe('phrases/sleep.txt');
  expect(await read(folder)).toBe(`${SLEEP}qixly wozzle\n`);
  await writePhrases(folder, 'sleep', { add: ['qixly wozzle'], remove: [] });
  await writePhrases(folder, 'sleep', { add: [], remove: ['qixly wozzle'] });
  expect(await read(folder)).toBe(SLEEP);
  expect(await readdir(join(folder, 'phrases'))).toEqual(['sleep.txt']);
});

test('a file that is not there yet, and one without a last line end, are written right', async () => {
  const folder = await folderOf({ ...RIGHT, 'phrases/sleep.txt': 'night waking' });
  await writePhrases(folder, 'none', { add: ['bin day'], remove: [] });
  await writePhrases(folder, 'sleep', { add: ['wozzle'], remove: [] });
  expect([await read(folder, 'none'), await read(folder)]).toEqual(['bin day\n', 'night waking\nwozzle\n']);
});

test.each([
  ['another folder', '../needs/sleep', 'wozzle'],
  ['a need that is not there', 'wozzle', 'wozzle'],
  ['no name', '', 'wozzle'],
  ['two lines', 'sleep', 'wozzle\nqixly'],
  ['a comment', 'sleep', '# wozzle'],
  ['markup', 'sleep', '<b>wozzle</b>'],
  ['nothing', 'sleep', ''],
  ['spaces around', 'sleep', ' wozzle '],
  ['too much', 'sleep', 'w'.repeat(201)],
])('%s is refused, and nothing is written', async (_name, id, phrase) => {
  const folder = await open();
  await expect(writePhrases(folder, id, { add: [phrase], remove: [] })).rejects.toBeInstanceOf(WriteRefused);
  expect(await read(folder)).toBe(SLEEP);
});
