import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import { afterAll, expect, test } from 'vitest';
import { openCounts, type WordCounts } from '../../site/learning/counts.ts';
import { DailyLimits } from '../../site/learning/limits.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';

afterAll(removeFolders);

const WORDS = 'qixly wozzle';
const MONDAY = '2026-11-16';
const TUESDAY = '2026-11-17';

async function open(): Promise<{ folder: string; counts: WordCounts }> {
  const folder = await folderOf({});
  return { folder, counts: openCounts(join(folder, 'words.sqlite'), join(folder, 'words-key')) };
}

async function count(counts: WordCounts, words: string, day: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await counts.count(words, day, 5);
}

async function everyByte(folder: string): Promise<string> {
  const files = await readdir(folder);
  return (await Promise.all(files.map((file) => readFile(join(folder, file), 'latin1')))).join('\n');
}

test('below the threshold only a hash is on the disk; the words appear with the fifth person, on a second day', async () => {
  const { folder, counts } = await open();
  await count(counts, WORDS, MONDAY, 3);
  await count(counts, WORDS, TUESDAY, 1);
  expect(counts.list()).toEqual([]);
  const before = await everyByte(folder);
  for (const part of [WORDS, 'qixly', 'wozzle']) expect(before).not.toContain(part);
  await count(counts, WORDS, TUESDAY, 1);
  expect(counts.list()).toEqual([{ words: WORDS, total: 5, weeks: [{ monday: MONDAY, count: 5 }] }]);
  await count(counts, WORDS, '2026-11-23', 2);
  expect(counts.list()[0]?.weeks).toEqual([
    { monday: MONDAY, count: 5 },
    { monday: '2026-11-23', count: 2 },
  ]);
  await counts.close();
});

test('a count waits for a backup that is reading, and is not lost', async () => {
  const { folder, counts } = await open();
  const reader = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
    const { DatabaseSync } = require('node:sqlite');
    const db = new DatabaseSync(workerData);
    db.exec('begin; select count(*) from tally');
    parentPort.postMessage('reading');
    setTimeout(() => { db.exec('commit'); db.close(); }, 300);`,
    { eval: true, workerData: join(folder, 'words.sqlite') },
  );
  await once(reader, 'message');
  await count(counts, WORDS, MONDAY, 4);
  await count(counts, WORDS, TUESDAY, 1);
  expect(counts.list()[0]?.total).toBe(5);
  await counts.close();
});

test('however often words come on one day, they are not kept', async () => {
  const { folder, counts } = await open();
  await count(counts, WORDS, MONDAY, 50);
  expect(counts.list()).toEqual([]);
  expect(await everyByte(folder)).not.toContain('wozzle');
  await counts.close();
});

test('no time finer than a day, no row number and no sender is stored', async () => {
  const { folder, counts } = await open();
  await count(counts, WORDS, MONDAY, 4);
  await count(counts, WORDS, TUESDAY, 1);
  await count(counts, 'flibber', TUESDAY, 1);
  await counts.close();
  const db = new DatabaseSync(join(folder, 'words.sqlite'));
  const tables = db.prepare("select name, sql from sqlite_master where type = 'table'").all();
  expect(tables.every(({ sql }) => /without rowid/i.test(String(sql)))).toBe(true);
  for (const { name } of tables) {
    for (const row of db.prepare(`select * from ${String(name)}`).all()) {
      expect(['mark,day,count', 'words,day,count', 'mark']).toContain(Object.keys(row).join());
      expect(String(row.day)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    }
  }
  db.close();
});

test('each month has a key of its own, and what was counted under the old one is gone', async () => {
  const { folder, counts } = await open();
  await count(counts, WORDS, '2026-11-29', 2);
  await count(counts, WORDS, '2026-11-30', 2);
  const november = await readFile(join(folder, 'words-key'), 'utf8');
  await count(counts, WORDS, '2026-12-01', 1);
  expect(await readFile(join(folder, 'words-key'), 'utf8')).not.toBe(november);
  expect(counts.list()).toEqual([]);
  await counts.tidy('2027-01-01');
  expect(await readdir(folder)).not.toContain('words-key');
  await counts.close();
});

test('a count is dropped after 90 days, and its words with the last of them, from every byte of the file', async () => {
  const { folder, counts } = await open();
  await count(counts, WORDS, MONDAY, 4);
  await count(counts, WORDS, TUESDAY, 1);
  await counts.tidy('2027-02-14');
  expect(counts.list()).toMatchObject([{ total: 1 }]);
  await counts.tidy('2027-02-15');
  expect(counts.list()).toEqual([]);
  expect(await everyByte(folder)).not.toContain('wozzle');
  await counts.close();
});

test('words set aside are forgotten and do not come back this month; turning it off forgets everything', async () => {
  const { folder, counts } = await open();
  await count(counts, WORDS, MONDAY, 4);
  await count(counts, WORDS, TUESDAY, 1);
  await counts.setAside(WORDS, TUESDAY);
  expect(await everyByte(folder)).not.toContain('wozzle');
  await count(counts, WORDS, MONDAY, 9);
  await count(counts, WORDS, TUESDAY, 9);
  expect(counts.list()).toEqual([]);
  await count(counts, 'flibber', MONDAY, 4);
  await count(counts, 'flibber', TUESDAY, 1);
  await counts.forgetAll();
  expect(counts.list()).toEqual([]);
  expect(await readdir(folder)).not.toContain('words-key');
  expect(await everyByte(folder)).not.toContain('flibber');
  await counts.close();
});

test('one connection counts once a day for the same words, and a flood counts no further', () => {
  const limits = new DailyLimits();
  expect(limits.allows('192.0.2.1', WORDS, MONDAY)).toBe(true);
  expect(limits.allows('192.0.2.1', WORDS, MONDAY)).toBe(false);
  expect(limits.allows('::ffff:192.0.2.1', WORDS, MONDAY)).toBe(false);
  expect(limits.allows('192.0.2.2', WORDS, MONDAY)).toBe(true);
  expect(limits.allows('2001:db8:1:2::1', WORDS, MONDAY)).toBe(true);
  expect(limits.allows('2001:db8:1:2:ffff::9', WORDS, MONDAY)).toBe(false);
  expect(limits.allows('192.0.2.1', WORDS, TUESDAY)).toBe(true);
  const one = Array.from({ length: 100 }, (_, at) => limits.allows('192.0.2.9', `wozzle ${'a'.repeat(at)}`, TUESDAY));
  expect(one.filter(Boolean)).toHaveLength(30);
  const many = Array.from({ length: 9000 }, (_, at) => limits.allows(`10.0.${at >> 8}.${at & 255}`, WORDS, TUESDAY));
  expect(many.filter(Boolean).length).toBeLessThan(5000);
});
