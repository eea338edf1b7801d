import Papa from 'papaparse';
import writeExcelFile from 'write-excel-file/node';
import { dateOnPaper } from '../../../content/model/written-dates.ts';
import { ACCESS_WORDS } from '../../../content/model/wording.ts';
import type { Fields } from '../store/merge.ts';
import type { Choices } from '../timetables/session-form.ts';
import { COLUMNS } from './columns.ts';

/** A timetable's sessions as rows under the template's headings, in words that can be read back. */
export function sheetRows(sessions: Fields[], choices: Choices): string[][] {
  const name = (list: Choices['groups'], id: unknown) => list.find((choice) => choice.id === id)?.name ?? '';
  const rows = sessions.map((session) =>
    COLUMNS.map(({ key }) => {
      const value = session[key as string];
      if (key === 'group') return name(choices.groups, value);
      if (key === 'venue') return name(choices.venues, value);
      if (key === 'times') return '';
      if (key === 'every') return EVERY_WORDS[String(value ?? 'week')] ?? '';
      if (key === 'day')
        return value === undefined ? '' : `${String(value).charAt(0).toUpperCase()}${String(value).slice(1)}`;
      if ((key === 'from' || key === 'to') && typeof value === 'string') return dateOnPaper(value);
      if (key === 'booking') return value === undefined ? '' : (BOOKING_WORDS[String(value)] ?? '');
      return value === undefined ? '' : String(value as string | number);
    }),
  );
  return [COLUMNS.map(({ heading }) => heading), ...rows];
}

/** Rows as CSV that Excel opens with its letters right. A cell never begins as a formula would. */
export function asCsv(rows: string[][]): string {
  return `\uFEFF${Papa.unparse(
    rows.map((row) => row.map(harmless)),
    { newline: '\r\n' },
  )}\r\n`;
}

/** Rows as a workbook, with a second sheet that says how to fill it in. Every cell is text. */
export async function asWorkbook(rows: string[][], choices: Choices): Promise<Buffer> {
  const help: string[][] = [
    ['Column', 'What to write'],
    ...COLUMNS.map(({ heading, hint }) => [heading, hint]),
    [],
    ['Groups', ''],
    ...choices.groups.map(({ name }) => ['', name]),
    [],
    ['Places', ''],
    ...choices.venues.map(({ name }) => ['', name]),
  ];
  const text = (row: string[], bold: boolean) =>
    row.map((value) => ({ value, type: String, ...(bold ? { fontWeight: 'bold' as const } : {}) }));
  return writeExcelFile([
    {
      sheet: 'Timetable',
      data: rows.map((row, index) => text(row, index === 0)),
      columns: COLUMNS.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: 'How to fill it in',
      data: help.map((row, index) => text(row, index === 0)),
      columns: [{ width: 18 }, { width: 80 }],
    },
  ]).toBuffer();
}

function harmless(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

const EVERY_WORDS: Record<string, string> = { week: 'Weekly', fortnight: 'Fortnightly', once: 'Once' };
const BOOKING_WORDS: Record<string, string> = {
  ...ACCESS_WORDS,
  'self-refer': 'Contact',
  book: 'Book',
  referral: 'Referral',
  'drop-in': 'Drop in',
};
