import Papa from 'papaparse';
import { readSheet } from 'read-excel-file/node';
import { Refused } from '../refused.ts';
import { type Cell, cellName } from './columns.ts';
import { looksInside } from './workbook.ts';

/** The most a spreadsheet may weigh. A year of sessions of all hubs is a tenth of it. */
export const LARGEST_SHEET = 3 * 1024 * 1024;
const MOST_ROWS = 2000;

/**
 * Reads an uploaded spreadsheet into rows of cells. Values only: formulas give the value they last showed,
 * macros are never opened.
 *
 * @param bytes the file, or undefined when it is more than the server reads
 * @param name its name, for messages
 * @throws Refused, saying what kind of file it is and how to save it otherwise
 */
export async function readSheetFile(bytes: Uint8Array | undefined, name: string): Promise<SheetRows> {
  if (bytes?.length === 0) throw refused(`${short(name)} is empty.`);
  if (bytes === undefined || bytes.length > LARGEST_SHEET)
    throw refused(`${short(name)} is larger than 3 MB. Take out pictures and other sheets, or save it as CSV.`);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw refused(
      `${short(name)} is an older Excel file, or has a password. Save it as an Excel workbook (.xlsx) without a password.`,
    );
  const sheet = startsWith(bytes, [0x50, 0x4b]) ? await readWorkbook(bytes, name) : readCsv(bytes, name);
  while (sheet.rows.length > 0 && sheet.rows.at(-1)?.every(isEmpty)) sheet.rows.pop();
  if (sheet.rows.length > MOST_ROWS) throw refused(`${short(name)} has more than ${MOST_ROWS} rows. Split it.`);
  return sheet;
}

async function readWorkbook(bytes: Uint8Array, name: string): Promise<SheetRows> {
  const inside = looksInside(bytes, short(name));
  const rows = (await readSheet(Buffer.from(bytes)).catch(() => {
    throw refused(
      `${short(name)} could not be read as a spreadsheet. Open it in Excel, save it as an Excel workbook (.xlsx) or as CSV, and try that.`,
    );
  })) as Cell[][];
  const unclear = new Set<string>();
  for (const { fromColumn, toColumn, fromRow, toRow } of inside.merged) {
    const value = rows[fromRow]?.[fromColumn];
    if (isEmpty(value)) continue;
    for (let row = fromRow; row <= Math.min(toRow, rows.length - 1); row++) {
      // Merged downwards, the value plainly stands for each row. Merged across, nobody can tell what it is of.
      if (fromColumn === toColumn) (rows[row] as Cell[])[fromColumn] = value;
      else unclear.add(cellName(fromColumn, row));
    }
  }
  return { rows, unclear, formulas: inside.formulas };
}

function readCsv(bytes: Uint8Array, name: string): SheetRows {
  const text = decoded(bytes);
  if (text.includes('\0'))
    throw refused(
      `${short(name)} is not a spreadsheet that can be read. Save it as an Excel workbook (.xlsx) or as CSV.`,
    );
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: false });
  return { rows: data, unclear: new Set(), formulas: new Set() };
}

/** UTF-8 as the web writes it, UTF-16 and Windows letters as older Excel does. */
function decoded(bytes: Uint8Array): string {
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

export function isEmpty(cell: Cell): boolean {
  return cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, index) => bytes[index] === byte);
}

function short(name: string): string {
  const plain = name.replace(/[<>\n\r]/g, '').trim() || 'The file';
  return plain.length > 60 ? `${plain.slice(0, 57)}...` : plain;
}

export function refused(words: string): Refused {
  return new Refused('not-right', 'The spreadsheet was not read. Nothing was changed.', { file: words });
}

export type SheetRows = {
  rows: Cell[][];
  /** Names of cells that are merged across columns. */
  unclear: Set<string>;
  /** Names of cells that hold a formula. Their last value is read. */
  formulas: Set<string>;
};
