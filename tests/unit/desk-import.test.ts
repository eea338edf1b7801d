import { strToU8, zipSync } from 'fflate';
import writeExcelFile from 'write-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportSheet, importSheet, openReport, rejectedAsCsv } from '../../site/desk/actions/sheets.ts';
import { openTimetable } from '../../site/desk/actions/timetables.ts';
import type { Desk } from '../../site/desk/desk.ts';
import { readClock, readSpan } from '../../site/desk/sheets/times.ts';
import { clearDesks, openTestDesk, person } from '../fixtures/desk/open.ts';

const EDITOR = person('hub-editor', 'north');
let desk: Desk;
beforeAll(async () => ({ desk } = await openTestDesk()));
afterAll(async () => {
  await desk.close();
  await clearDesks();
});

async function take(file: string | Uint8Array, name = 'sheet.csv') {
  const { report } = await importSheet(
    desk,
    EDITOR,
    'north-autumn',
    typeof file === 'string' ? strToU8(file) : file,
    name,
  );
  return { ...(await openReport(desk, EDITOR, 'north-autumn', report)), report };
}

/** One row under the usual headings; the fields not given are those of a session that is right. */
function row(fields: Record<string, string>): string {
  const whole = {
    Group: 'Play',
    Day: 'Monday',
    Time: '9.30-11',
    'First day': '',
    'Last day': '',
    Room: '',
    Note: '',
    ...fields,
  };
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return `${Object.keys(whole).join(',')}\n${Object.values(whole).map(quoted).join(',')}\n`;
}

test.each([
  ['9.30-11', '09:30', '11:00'],
  ['10 to 12', '10:00', '12:00'],
  ['7-8pm', '19:00', '20:00'],
  ['11am – 1pm', '11:00', '13:00'],
  ['11-1', '11:00', '13:00'],
  ['1-2.30', '13:00', '14:30'],
  ['13:00-14:15', '13:00', '14:15'],
  ['12 noon to 2pm', '12:00', '14:00'],
  ['9-11pm', '21:00', '23:00'],
  ['10-12pm', '10:00', '12:00'],
  ['11-1pm', '11:00', '13:00'],
])('the span %s is understood', (text, start, end) => {
  expect(readSpan(text)).toEqual({ start, end });
});

test.each([
  ['7pm', '19:00'],
  ['9.30', '09:30'],
  ['07:15', '07:15'],
  ['12am', '00:00'],
])('the time %s is understood', (text, time) => {
  expect(readClock(text)).toEqual({ time });
});

test.each([
  ['25:00', 'no 25:00'],
  ['9.75', 'no 9.75'],
  ['7', 'morning or evening'],
  ['teatime', 'not a time'],
])('the time %s is refused, and why', (text, why) => {
  expect(readClock(text)).toEqual({ fault: expect.stringContaining(why) });
});

test.each([
  [{ Time: '11-9.30' }, 'C2: it ends (09:30) before it starts (11:00)'],
  [{ Time: '9-25:00' }, 'C2: there is no 25:00'],
  [{ Time: '09-Nov' }, 'C2: "09-Nov" is a date: the spreadsheet has changed what was typed'],
  [{ Day: 'Someday' }, 'B2: "Someday" is not a day of the week'],
  [{ 'First day': '31 June 2026' }, 'D2: "31 June 2026" cannot be day 31: June 2026 has 30 days'],
  [{ 'First day': '10/13/2026' }, 'D2: "10/13/2026" has the month first, as in America'],
  [{ Group: 'Pley' }, 'A2: there is no group called "Pley"'],
  [{ Note: '<img src=x onerror=alert(1)>' }, 'G2: holds markup'],
  [{ Room: '=HYPERLINK("http://x")' }, 'F2: holds a formula'],
  [{ 'First day': '2027-02-01', 'Last day': '2027-03-01' }, 'runs outside the timetable'],
  [{ Day: '' }, 'B2: says no day'],
  [{ Group: '' }, 'A2: says no group'],
])('a row with %o is turned away with its cell and its reason, and kept', async (fields, reason) => {
  const { taken, rejected } = await take(row(fields));
  expect(taken).toEqual([]);
  expect(rejected).toHaveLength(1);
  expect(rejected[0]?.reasons.join('\n').toLowerCase()).toContain(reason.toLowerCase());
  expect(rejected[0]?.cells.join('')).not.toBe('');
});

test('when one date of a sheet has the month first, another that could be two dates is asked about', async () => {
  const sheet = 'Group,Day,Time,First day\nPlay,Monday,9.30-11,10/25/2026\nPlay,Thursday,9.30-11,10/12/2026\n';
  const { rejected } = await take(sheet);
  expect(rejected.map(({ reasons }) => reasons[0])).toEqual([
    expect.stringContaining('month first, as in America'),
    expect.stringContaining('could be two dates'),
  ]);
});

test('right rows are taken and wrong ones turned away in one go, and the wrong ones come back with their reasons', async () => {
  const { taken, rejected, report } = await take('Group,Day,Time,Room\nPlay,Fri,9.30-11,Blue\nPlay,Fri,25-26,Red\n');
  expect(taken).toMatchObject([{ row: 2, title: 'Play', when: 'Fridays 9:30am to 11am', isNew: true }]);
  expect(rejected).toMatchObject([{ row: 3, cells: ['Play', 'Fri', '25-26', 'Red'] }]);
  expect(await rejectedAsCsv(desk, EDITOR, 'north-autumn', report)).toContain('Play,Fri,25-26,Red,C3: there is no 26');

  const again = await take('Group,Day,Time,Room\nPlay,Fri,9.30-11,Green\n');
  expect(again.taken).toMatchObject([{ isNew: false }]);
});

test('a workbook with Excel dates, times and cells merged downwards is read', async () => {
  const text = (value: string, rowSpan?: number) => ({ value, type: String, ...(rowSpan ? { rowSpan } : {}) });
  const date = (value: Date, format: string) => ({ value, type: Date, format });
  const nine = new Date(Date.UTC(2026, 8, 10, 0, 0));
  const bytes = await writeExcelFile([
    ['Group', 'Day', 'Starts', 'Ends', 'First day', 'Last day'].map((heading) => text(heading)),
    [
      text('Play', 2),
      text('Thursday'),
      { value: 0.5625, type: Number, format: 'hh:mm' },
      text('3pm'),
      date(nine, 'dd/mm/yyyy'),
      { value: 46_366, type: Number },
    ],
    [null, text('Saturday'), text('10am'), text('12'), null, null],
  ]).toBuffer();
  const { taken, rejected } = await take(bytes, 'book.xlsx');
  expect(rejected).toEqual([]);
  expect(taken.map(({ when }) => when)).toEqual(['Thursdays 1:30pm to 3pm', 'Saturdays 10am to 12 noon']);
  const { draft } = await openTimetable(desk, EDITOR, 'north-autumn');
  const thursday = (draft.record.sessions as { day: string; from: string; to: string }[]).find(
    ({ day }) => day === 'thursday',
  );
  expect(thursday).toMatchObject({ from: '2026-09-10', to: '2026-12-10' });
});

test('a time that a spreadsheet took the last 0 off is read, or asked about', async () => {
  const sheet = (starts: string) => `Group,Day,Starts,Ends\nPlay,Sunday,${starts},11\n`;
  expect((await take(sheet('9.3'))).taken).toMatchObject([{ when: 'Sundays 9:30am to 11am' }]);
  expect((await take(sheet('9.5'))).rejected[0]?.reasons).toEqual([
    'C2: "9.5" could be 9:30 or 9:50: write it like 9:30',
  ]);
});

test('a sheet with a few columns leaves what it has no column for as it is', async () => {
  const cooking = async () => {
    const { record } = (await openTimetable(desk, EDITOR, 'north-autumn')).draft;
    return (record.sessions as { id: string }[]).find(({ id }) => id === 'cooking');
  };
  const before = await cooking();
  const { taken } = await take('Group,Day,Time,Room\nCooking together,Wednesday,1-2.45pm,\n', 'new-time.csv');
  expect(taken).toMatchObject([{ isNew: false }]);
  // Another end; the emptied column is emptied; leader, place, ages and dates stay.
  const { room: _room, ...rest } = before as unknown as Record<string, unknown>;
  expect(await cooking()).toEqual({ ...rest, end: '14:45' });
});

test('a cell merged with the one beside it is asked about', async () => {
  const text = (value: string, columnSpan?: number) => ({ value, type: String, ...(columnSpan ? { columnSpan } : {}) });
  const bytes = await writeExcelFile([
    ['Group', 'Day', 'Time'].map((heading) => text(heading)),
    [text('Play', 2), null, text('9.30-11')],
  ]).toBuffer();
  expect((await take(bytes, 'book.xlsx')).rejected[0]?.reasons).toContainEqual(
    expect.stringContaining('A2: is merged with the cell beside it'),
  );
});

test('a secret group is turned away without a word of the row being kept or repeated', async () => {
  const { rejected, report, taken } = await take(
    'Group,Day,Time,Room\nFreedom course,Tuesday,18:00-20:00,Attic\nPlay,Wed,9-10,for the freedom-course\nPlay,Wed,11-12,Lantern House\n',
  );
  expect(taken).toEqual([]);
  expect(rejected).toHaveLength(3);
  const kept = JSON.stringify([rejected, await rejectedAsCsv(desk, EDITOR, 'north-autumn', report)]);
  for (const secret of ['Freedom', 'Tuesday', '18:00', 'Attic', 'Lantern']) expect(kept).not.toContain(secret);
});

test.each([
  ['larger than 3 MB', new Uint8Array(3 * 1024 * 1024 + 1).fill(65)],
  ['older Excel file', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0, 0])],
  ['damaged', new Uint8Array([0x50, 0x4b, 3, 4, 9, 9, 9])],
  ['unfolds to more than 40 MB', zipSync({ 'xl/worksheets/sheet1.xml': new Uint8Array(41 * 1024 * 1024) })],
  ['is empty', new Uint8Array()],
  ['No row holds the headings', strToU8('Hello,there\n1,2\n')],
])('a file that %s is refused whole, and why', async (why, bytes) => {
  await expect(take(bytes, 'a.xlsx')).rejects.toMatchObject({ fields: { file: expect.stringContaining(why) } });
});

test('what is exported is read back without a change, as CSV and as a workbook', async () => {
  const before = (await openTimetable(desk, EDITOR, 'north-autumn')).draft.record;
  for (const ending of ['csv', 'xlsx'] as const) {
    const { taken, rejected } = await take(
      await exportSheet(desk, EDITOR, 'north-autumn', 'timetable', ending),
      `out.${ending}`,
    );
    expect(rejected).toEqual([]);
    expect(taken.every(({ asItWas }) => asItWas)).toBe(true);
    expect((await openTimetable(desk, EDITOR, 'north-autumn')).draft.record).toEqual(before);
  }
});
