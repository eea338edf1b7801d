import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { loadContent } from '../../content/check.ts';
import { fromOfsted, OFSTED_HEADINGS } from '../../indexer/import/ofsted.ts';
import { fromSpreadsheet } from '../../indexer/import/spreadsheet.ts';
import { SPREADSHEET_HEADINGS } from '../../indexer/import/spreadsheet-columns.ts';
import { readTable } from '../../indexer/import/table.ts';
import { folderOf, removeFolders } from '../fixtures/folder.ts';
import { RIGHT } from '../fixtures/records.ts';

afterAll(removeFolders);

const OFSTED_2021 = `Childcare providers and inspections: most recent,,,,,,,,,,
Data as at 31 August 2021,,,,,,,,,,
,,,,,,,,,,
Web link,Provider URN,Provider type,Provider status,Provider name,Provider address line 1,Provider town,Postcode,Telephone Number,Local authority,Places
http://x,EY100001,Childcare on non-domestic premises,Active,Caf\u00e9 Tots,1 High Street,Northtown,BD1 1HX,01274435600,Northshire,40
http://x,EY100002,Childminder,Active,REDACTED,REDACTED,REDACTED,REDACTED,,Northshire,6
http://x,EY100003,Childcare on domestic premises,Active,Jo Bloggs,5 Home Street,Northtown,BD1 1HX,01274435600,Northshire,6
http://x,EY100004,Childcare on non-domestic premises,Resigned,Gone Nursery,2 High Street,Northtown,BD1 1HX,,Northshire,20
http://x,EY100005,Childcare on non-domestic premises,Active,Other Nursery,2 High Street,Elsewhere,LS1 1AA,,Southshire,20
http://x,EY100001,Childcare on non-domestic premises,Active,Twice Nursery,2 High Street,Northtown,BD1 1HX,,Northshire,20
http://x,,Childcare on non-domestic premises,Active,Numberless,2 High Street,Northtown,BD1 1HX,,Northshire,20
`;
const OFSTED_2026 = `Provider URN,Provider Type,Provider Status,Provider Name,Provider Postcode,Local Authority,Places,"Most Recent Full: Inspection Date","Most Recent Full: Overall Effectiveness"
EY100001,Childcare on non-domestic premises,Active,Tots,BD1 1HX,NORTHSHIRE,40,03/03/2024,2
`;
const ofsted = async (text: string | Uint8Array, authority = 'Northshire') => {
  const folder = await folderOf({ 'ofsted.csv': text });
  return fromOfsted(await readTable(join(folder, 'ofsted.csv'), OFSTED_HEADINGS), authority, {
    from: 'Ofsted',
    need: 'sleep',
  });
};

test.each([
  ['UTF-8', Buffer.from(OFSTED_2021, 'utf8')],
  ['UTF-8 with a byte-order mark', Buffer.from(`\uFEFF${OFSTED_2021}`, 'utf8')],
  ['Windows-1252', Buffer.from(OFSTED_2021, 'latin1')],
])('the register is read in %s, under its title rows', async (_, bytes) => {
  const { candidates } = await ofsted(bytes);
  expect(candidates.map(({ type, name }) => `${type} ${name}`)).toEqual(['venue Café Tots', 'service Café Tots']);
  expect(candidates[1]?.record).toMatchObject({
    contacts: [{ phone: '01274435600' }],
    description: ['It is registered for 40 children at a time.'],
  });
});

test('childminders and care in homes are counted and never listed, whatever the file holds', async () => {
  const read = await ofsted(OFSTED_2021);
  expect(JSON.stringify(read.candidates)).not.toMatch(/Bloggs|Home Street|REDACTED/);
  expect([...read.leftOut]).toContainEqual([expect.stringMatching(/childminders/), 2]);
});

test('rows without a number, or with another’s, are rejected with their row', async () => {
  expect((await ofsted(OFSTED_2021)).rejected).toEqual([
    { where: 'row 10', name: 'Twice Nursery', reasons: ['another row has the same Provider URN, EY100001'] },
    { where: 'row 11', name: 'Numberless', reasons: ['it has no Provider URN'] },
  ]);
});

test('a later release with other headings gives the last inspection in words', async () => {
  const { candidates } = await ofsted(OFSTED_2026);
  expect(candidates[1]?.record.description).toEqual([
    'It is registered for 40 children at a time.',
    expect.stringMatching(/on 3 March 2024, found it good/),
  ]);
});

test('a register without the columns it needs is refused whole, with their names', async () => {
  const read = await ofsted('Provider URN,Provider Name\nEY1,Tots\n');
  expect(read).toMatchObject({ complete: false, candidates: [] });
  expect(read.rejected[0]?.reasons.join()).toMatch(/provider type.*local authority/);
});

test('a file that is no table says so', async () => {
  const folder = await folderOf({ 'a.csv': '<!doctype html><p>Not found', 'b.csv': 'one,two\nthree,four\n' });
  await expect(readTable(join(folder, 'a.csv'), OFSTED_HEADINGS)).rejects.toThrow(/web page/);
  await expect(readTable(join(folder, 'b.csv'), OFSTED_HEADINGS)).rejects.toThrow(/no heading row.*begins: one \| two/);
});

const SHEET = [
  ['Our services, spring', '', '', '', '', '', '', ''],
  ['Service name', 'About', 'Need', 'Age from', 'Age to', 'Telephone', 'Postcode', 'Place'],
  [
    'Sleep clinic',
    'Help with <b>nights</b>.',
    'My child will not sleep',
    '0',
    '4',
    '1274435600',
    'bd1 1hx',
    'The clinic',
  ],
  ['Odd', 'Words.', 'gardening', 'two', '', '12', 'XX', 'Somewhere'],
  ['Sleep clinic', 'Again.', 'sleep', '', '', '', '', ''],
];
const sheet = async (file: string, content: string | Uint8Array) => {
  const folder = await folderOf({ ...RIGHT, [file]: content });
  const { records } = await loadContent(folder);
  return fromSpreadsheet(await readTable(join(folder, file), SPREADSHEET_HEADINGS), records, { from: 'sheet' });
};

test('a plain spreadsheet is read from CSV and from Excel alike', async () => {
  const csv = await sheet('s.csv', SHEET.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n'));
  const xlsx = await writeXlsx(
    SHEET.map((row) => row.map((value) => ({ value, type: String }))) as never,
    {},
  ).toBuffer();
  const excel = await sheet('s.xlsx', xlsx);
  expect(excel.candidates).toEqual(csv.candidates);
  expect(csv.candidates.find(({ type }) => type === 'service')?.record).toMatchObject({
    name: 'Sleep clinic',
    summary: 'Help with nights.',
    needs: ['sleep'],
    minimum_age: 0,
    maximum_age: 4,
    delivery: ['in-person'],
    contacts: [{ phone: '01274435600' }],
    cost: 'to-be-confirmed',
  });
  expect(csv.candidates.find(({ type }) => type === 'venue')?.record).toEqual({
    name: 'The clinic',
    postal_code: 'BD1 1HX',
  });
});

test('every fault of a row is a reason, and no row is lost', async () => {
  const { rejected, candidates } = await sheet('s.csv', SHEET.map((row) => row.join(',')).join('\n'));
  expect(rejected).toHaveLength(2);
  expect(rejected[0]?.reasons.join('\n')).toMatch(/gardening[\s\S]*telephone number[\s\S]*postcode[\s\S]*minimum_age/);
  expect(rejected[1]?.reasons).toEqual([expect.stringMatching(/same name/)]);
  expect(candidates.filter(({ type }) => type === 'service')).toHaveLength(1);
});
