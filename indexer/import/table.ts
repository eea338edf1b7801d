import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import Papa from 'papaparse';

/** The largest table that is opened, in bytes. The whole country's Ofsted register is about 40 MB. */
const LARGEST = 96 * 1024 * 1024;

/** How far down the heading row may stand: registers begin with a few rows of title. */
const MOST_TITLE_ROWS = 30;

/**
 * Reads a table from a file: CSV in UTF-8 (with or without a byte-order mark) or Windows-1252, or the first
 * sheet of an Excel workbook. The heading row is found by what stands in it, not by where it stands.
 *
 * @param known the headings to look for, in small letters; the row that holds the most of them is the one
 * @returns rows by heading (small letters, single spaces), each with its row number in the file
 * @throws in one sentence when the file cannot be read or no heading row is found
 */
export async function readTable(file: string, known: readonly string[]): Promise<Table> {
  const { size } = await stat(file);
  if (size > LARGEST)
    throw new Error(
      `${file} is ${Math.round(size / 1024 / 1024)} MB, larger than the ${LARGEST / 1024 / 1024} MB that is opened. Split it, or keep only your own rows.`,
    );
  const bytes = await readFile(file);
  const cells = extname(file).toLowerCase() === '.xlsx' ? await fromExcel(bytes) : fromCsv(bytes);
  return tableOf(cells, known, file);
}

/** Rows of cells as a table. Pure. */
export function tableOf(cells: string[][], known: readonly string[], file: string): Table {
  const wanted = new Set(known);
  const counts = cells.slice(0, MOST_TITLE_ROWS).map((row) => row.filter((cell) => wanted.has(heading(cell))).length);
  const most = Math.max(0, ...counts);
  const at = counts.indexOf(most);
  if (most < Math.min(2, known.length)) {
    const first = cells
      .slice(0, 3)
      .map((row) => row.slice(0, 6).join(' | '))
      .join(' // ')
      .slice(0, 200);
    throw new Error(`${file} has no heading row that names at least two of: ${known.join(', ')}. It begins: ${first}`);
  }
  const headings = (cells[at] ?? []).map(heading);
  const rows = cells.slice(at + 1).flatMap((row, index) => {
    if (row.every((cell) => cell.trim() === '')) return [];
    const values = new Map(
      headings.flatMap((name, column): [string, string][] => (name === '' ? [] : [[name, (row[column] ?? '').trim()]])),
    );
    return [{ number: at + index + 2, values }];
  });
  return { headings, rows };
}

/** A heading as it is compared: small letters, single spaces. */
export function heading(text: string): string {
  return text
    .replace(/\uFEFF/g, '')
    .replace(/[\s_]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The text of a file that may be in UTF-8 or in Windows-1252, which Excel still writes. */
export function decodedText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function fromCsv(bytes: Uint8Array): string[][] {
  const text = decodedText(bytes).replace(/^\uFEFF/, '');
  if (/^\s*<(?:!doctype|html)/i.test(text))
    throw new Error('The file is a web page, not a table. Download the CSV itself.');
  return Papa.parse<string[]>(text, { skipEmptyLines: false }).data;
}

async function fromExcel(bytes: Buffer): Promise<string[][]> {
  const { readSheet } = await import('read-excel-file/node');
  const rows = await readSheet(bytes);
  return rows.map((row) =>
    row.map((cell) => (cell === null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))),
  );
}

export type TableRow = { number: number; values: Map<string, string> };
export type Table = { headings: string[]; rows: TableRow[] };
