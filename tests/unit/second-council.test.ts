import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadContent } from '../../content/check.ts';
import { buildDirectory } from '../../content/model/directory.ts';
import { searchDocuments } from '../../indexer/documents.ts';
import { fieldGuide, newCouncil } from '../../indexer/new-council-command.ts';
import { ownFeed } from '../fixtures/feed.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';

afterAll(removeFolders);

const root = new URL('../../', import.meta.url).pathname;
const example = join(root, 'content/examples/tower-hamlets');

test('the second council’s content has no problem, and its shape is another: one hub, no wards, options on one number', async () => {
  const { records, problems } = await loadContent(example);
  expect(problems.filter(({ severity }) => severity !== 'warning')).toEqual([]);
  expect(records.council.live).toBe(false);
  expect(records.hub).toMatchObject([{ wards: [] }]);
  const hotline = records.service.flatMap(({ contacts }) => contacts).filter(({ phone }) => phone === '020 7364 5006');
  expect(hotline.map(({ label }) => label)).toEqual(
    expect.arrayContaining([1, 2, 3, 4].map((option) => `Children Services Hotline, option ${option}`)),
  );
});

test('every local contact of the second council is to be confirmed', async () => {
  const { records } = await loadContent(example);
  const contacts = [
    ...records.council.help_line.contacts,
    ...records.council.gateway.contacts,
    records.council.corrections,
    ...records.hub.flatMap((hub) => hub.contacts),
    ...records.service.flatMap((service) => service.contacts),
    ...records.council.urgent_lines
      .filter(({ id }) => !['emergency', 'childline'].includes(id))
      .map(({ contact }) => contact),
  ];
  expect(contacts.filter(({ checked }) => checked !== undefined)).toEqual([]);
});

test('nothing of the first council is in the second one’s directory, search documents or feed', async () => {
  const { records } = await loadContent(example);
  const directory = buildDirectory(records, '2026-11-22');
  const { feed } = await ownFeed(example);
  const all = JSON.stringify([directory, searchDocuments(directory), feed]);
  expect(all).not.toMatch(/bradford|keighley|shipley|01274|01535/i);
  expect(feed.services.every(({ service_areas }) => (service_areas ?? []).length > 0)).toBe(true);
});

test('no code names a place of either council, outside comments and examples', async () => {
  const files = (
    await Promise.all(
      ['content/model', 'content/rules', 'content/schema', 'indexer', 'site'].map(async (folder) =>
        (await readdir(join(root, folder), { recursive: true, withFileTypes: true }))
          .filter((entry) => entry.isFile() && /\.(?:ts|tsx|astro)$/.test(entry.name))
          .map((entry) => join(entry.parentPath, entry.name)),
      ),
    )
  ).flat();
  const found: string[] = [];
  for (const file of files) {
    const code = (await readFile(file, 'utf8'))
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/(^|\s)\/\/.*$/gm, '')
      .replace(/\.describe\((?:'[^']*'|"[^"]*")\)/g, '');
    const place = /bradford|keighley|shipley|tower hamlets/i.exec(code);
    if (place) found.push(`${file.slice(root.length)}: ${place[0]}`);
  }
  expect(found).toEqual([]);
});

test('a new council’s set is written whole, is right, and explains every field', async () => {
  const folder = join(await folderOf({}), 'new');
  const files = await newCouncil(folder);
  expect(files).toEqual(expect.arrayContaining(['council.yaml', 'README.md', 'FIELDS.md', 'hubs/central.yaml']));
  const { problems, records } = await loadContent(folder);
  expect(problems.filter(({ severity }) => severity !== 'warning')).toEqual([]);
  expect(records.council.live).toBe(false);
  const guide = fieldGuide();
  for (const field of [
    'urgent_lines[].contact.phone',
    'publish_dates',
    'visible_from',
    'sessions[].cancelled[].reason',
    'confidential',
  ])
    expect(guide, field).toContain(`\`${field}\``);
});

test('a new council is never written over something that is there', async () => {
  const folder = await folderOf({ 'mine.txt': 'mine' });
  await expect(newCouncil(folder)).rejects.toThrow(/not empty.*mine\.txt/);
  expect(await readdir(folder)).toEqual(['mine.txt']);
});
