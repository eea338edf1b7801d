import { strFromU8, unzipSync } from 'fflate';
import { refused } from './sheet-file.ts';

/** The most a workbook may unfold to. A small file that unfolds to gigabytes is an attack. */
const LARGEST_UNFOLDED = 40 * 1024 * 1024;

/**
 * Looks inside a workbook for what the reader of values does not tell: merged cells and formulas of the
 * first sheet. Looks at its size first.
 *
 * @param name for messages
 */
export function looksInside(bytes: Uint8Array, name: string): { merged: Merged[]; formulas: Set<string> } {
  let unfolded = 0;
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes, {
      filter: (file) => {
        unfolded += file.originalSize;
        if (unfolded > LARGEST_UNFOLDED) throw new Error('too large');
        return /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(file.name);
      },
    });
  } catch {
    throw refused(
      unfolded > LARGEST_UNFOLDED
        ? `${name} unfolds to more than 40 MB. Take out what is not the timetable.`
        : `${name} is damaged, or is not a spreadsheet. Open it in Excel and save it again.`,
    );
  }
  const text = (path: string) => (files[path] ? strFromU8(files[path]) : '');
  const relation = /<sheet\b[^>]*\br:id="([^"]+)"/.exec(text('xl/workbook.xml'))?.[1];
  const target = [...text('xl/_rels/workbook.xml.rels').matchAll(/<Relationship\b[^>]*>/g)]
    .map(([tag]) => ({ id: /\bId="([^"]+)"/.exec(tag)?.[1], target: /\bTarget="([^"]+)"/.exec(tag)?.[1] }))
    .find(({ id }) => id === relation)?.target;
  const sheet = text(target?.startsWith('/') ? target.slice(1) : `xl/${target ?? 'worksheets/sheet1.xml'}`);
  return {
    merged: [...sheet.matchAll(/<mergeCell\b[^>]*\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"/g)].map(
      ([, from = '', top, to = '', bottom]) => ({
        fromColumn: columnOf(from),
        fromRow: Number(top) - 1,
        toColumn: columnOf(to),
        toRow: Number(bottom) - 1,
      }),
    ),
    formulas: new Set([...sheet.matchAll(/<c\b[^>]*\br="([A-Z]+\d+)"[^>]*>\s*<f\b/g)].map(([, cell = '']) => cell)),
  };
}

function columnOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

export type Merged = { fromColumn: number; fromRow: number; toColumn: number; toRow: number };
