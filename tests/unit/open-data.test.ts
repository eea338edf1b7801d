import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { atomFeed, changesSince, readSnapshot } from '../../indexer/feeds/changes.ts';
import { csvTables, csvText, dataDictionary } from '../../indexer/feeds/csv.ts';
import { placesGeoJson } from '../../indexer/feeds/geojson.ts';
import { helpJsonLd, hubJsonLd, jsonLdText } from '../../indexer/feeds/jsonld.ts';
import { openSearchDescription } from '../../indexer/feeds/opensearch.ts';
import { sitemap } from '../../indexer/feeds/sitemap.ts';
import { directoryWith } from '../fixtures/directory.ts';
import { SITE } from '../fixtures/feed.ts';
import { GROUP, HUB, SERVICE, VENUE } from '../fixtures/records.ts';

const read = (text: string) =>
  Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, '').trim(), { header: true }).data;
const tableNamed = async (name: string, changes: Record<string, string> = {}) =>
  read(csvText(csvTables(await directoryWith(changes), []).find((table) => table.name === name)!));

test('a table reads back as it was, with commas, quotes and lines in the words', async () => {
  const summary = 'Somebody to talk to, "day or night".';
  const rows = await tableNamed('services', {
    'services/line.yaml': SERVICE.replace('Somebody to talk to.', `'${summary}'`),
  });
  expect(rows).toMatchObject([{ id: 'line', summary, needs: 'sleep', send: 'false' }]);
});

test('a number that nobody has checked is not in a table, and one that somebody has is', async () => {
  expect(await tableNamed('services')).toMatchObject([{ phone: '' }]);
  const checked = SERVICE.replace('phone: 0800 1111', 'phone: 0800 1111\n    checked: 2026-11-01');
  expect(await tableNamed('services', { 'services/line.yaml': checked })).toMatchObject([{ phone: '0800 1111' }]);
});

test('words that a spreadsheet would run are made harmless, and a longitude stays a number', async () => {
  const rows = await tableNamed('services', {
    'services/line.yaml': SERVICE.replace('The line\n', "'=HYPERLINK(1)'\n"),
  });
  expect(rows[0]?.name).toBe("'=HYPERLINK(1)");
  expect((await tableNamed('hubs'))[0]?.longitude).toBe('-1.75');
});

test('every column of every table is explained in the dictionary', async () => {
  const directory = await directoryWith({ 'groups/play.yaml': `${GROUP}length: Ten weeks\n` });
  const rows = dataDictionary(csvTables(directory, [])).rows;
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter((row) => row.meaning === '').map((row) => `${String(row.table)} ${String(row.column)}`)).toEqual(
    [],
  );
});

test('the map file has longitude first, the hub areas, and no place without a position', async () => {
  const directory = await directoryWith({
    'venues/nowhere.yaml': VENUE.replace(/position:.*\n/, '').replace('The hall', 'Nowhere'),
  });
  const { features } = placesGeoJson(directory, SITE);
  expect(features.map(({ id }) => id)).toEqual(['venue/hall', 'hub/north']);
  expect(features[0]?.geometry.coordinates).toEqual([-1.75, 53.79]);
});

test('JSON-LD is valid JSON again, and nothing in the content can end its element', async () => {
  const directory = await directoryWith({
    'services/line.yaml': SERVICE.replace('Somebody to talk to.', "'a </ script> & 5 > 4 <3'"),
  });
  const help = directory.services[0]!;
  const text = jsonLdText(helpJsonLd(directory, help, SITE));
  expect(text).not.toMatch(/[<>&]/);
  expect(JSON.parse(text)).toMatchObject({
    '@type': 'Service',
    description: 'a </ script> & 5 > 4 <3',
    offers: { price: 0 },
  });
});

test('the text of a script element cannot end it, begin another or begin a comment, whatever a description says', () => {
  for (const words of [
    '</script><script>alert(1)</script>',
    '<!--<script>',
    '-->',
    ']]>',
    '\u2028<\u2029/SCRIPT >&lt;',
  ]) {
    const text = jsonLdText({ description: words, [words]: 1 });
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual({ description: words, [words]: 1 });
  }
});

test('JSON-LD gives only telephone numbers that somebody has checked', async () => {
  const hub = `${HUB}contacts:\n  - { phone: 01274 435600 }\n  - { phone: 01274 431010, checked: 2026-11-01 }\n`;
  const directory = await directoryWith({ 'hubs/north.yaml': hub });
  const text = jsonLdText(hubJsonLd(directory, directory.hubs[0]!, SITE));
  expect(text).toContain('01274 431010');
  expect(text).not.toContain('01274 435600');
});

test('sitemap and OpenSearch description escape what stands in them, and searched words stay in the fragment', async () => {
  expect(sitemap([{ path: '/a&b/', changed: '2026-11-22' }], SITE)).toContain(
    '<loc>https://families.example.org/a&amp;b/</loc><lastmod>2026-11-22</lastmod>',
  );
  expect(() =>
    sitemap(
      Array.from({ length: 50_001 }, () => ({ path: '/' })),
      SITE,
    ),
  ).toThrow(/more than one sitemap/);
  const { council } = await directoryWith();
  const xml = openSearchDescription({ ...council, short_name: 'A & B' }, SITE);
  expect(xml).toContain('/search/#q={searchTerms}');
  expect(xml).toContain('A &amp; B');
  expect(/<ShortName>(.*)<\/ShortName>/.exec(xml)?.[1]?.length).toBeLessThanOrEqual(16);
  // A name in a browser's menu is not cut in the middle of a word.
  expect(openSearchDescription({ ...council, service_short_name: 'Bradford Families' }, SITE)).toContain(
    '<ShortName>Bradford</ShortName>',
  );
});

test('the feed of changes tells what was added, changed and taken away, and remembers when', async () => {
  const extra = { 'services/other.yaml': SERVICE.replace('The line', 'Other') };
  const first = changesSince(undefined, await directoryWith(extra), '2026-11-01T00:00:00.000Z');
  const renamed = { 'services/line.yaml': SERVICE.replace('Somebody to talk to.', 'Somebody who listens.') };
  const second = changesSince(first, await directoryWith(renamed), '2026-11-22T00:00:00.000Z');
  expect(second.entries['service/line']).toMatchObject({
    added: '2026-11-01T00:00:00.000Z',
    changed: '2026-11-22T00:00:00.000Z',
  });
  expect(second.entries['group/play']).toMatchObject({ changed: '2026-11-01T00:00:00.000Z' });
  expect(second.gone).toEqual([{ key: 'service/other', name: 'Other', gone: '2026-11-22T00:00:00.000Z' }]);
  const titles = [...atomFeed(second, 'Changes', SITE).matchAll(/<title>(.*?)<\/title>/g)].map(([, title]) => title);
  expect(titles).toEqual(['Changes', 'Changed: The line', 'No longer here: Other', 'Added: Play']);
  expect(changesSince(second, await directoryWith(extra), '2026-11-23T00:00:00.000Z').gone).toEqual([]);
});

test('a snapshot that is not ours is not believed', () => {
  expect(readSnapshot('<html>')).toBeUndefined();
  expect(readSnapshot('{"version":99}')).toBeUndefined();
  expect(readSnapshot('null')).toBeUndefined();
});
