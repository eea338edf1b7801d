import { readFile } from 'node:fs/promises';

/**
 * Reads a judged set: tab-separated, with the columns query, needs (space separated, best first, `-` for
 * none) and kind under those headings.
 *
 * @param known every need id there is, and whether it is urgent
 * @returns the rows, and every problem there is in plain words; use the rows only when there is none
 */
export async function readJudged(file: string, known: ReadonlyMap<string, boolean>): Promise<JudgedSet> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => error as Error);
  if (text instanceof Error) return { rows: [], problems: [`${file} cannot be read: ${text.message}`] };
  return judgedIn(text, file, known);
}

/** The rows of a judged set and its problems. Pure. */
export function judgedIn(text: string, file: string, known: ReadonlyMap<string, boolean>): JudgedSet {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const heading = (lines[0] ?? '').split('\t').map((name) => name.trim().toLowerCase());
  const [query, needs, kind] = COLUMNS.map((name) => heading.indexOf(name));
  const missing = COLUMNS.filter((name) => !heading.includes(name));
  if (query === undefined || needs === undefined || kind === undefined || missing.length > 0) {
    const found = heading.filter((name) => name !== '').join(', ') || 'none';
    return {
      rows: [],
      problems: [
        `${file}, line 1: no column ${missing.join(', ')}. The first line must name query, needs and kind, separated by tabs; found: ${found}.`,
      ],
    };
  }
  const problems: string[] = [];
  const rows: JudgedRow[] = [];
  lines.forEach((line, index) => {
    if (index === 0 || line.trim() === '') return;
    const cells = line.split('\t').map((cell) => cell.trim());
    const where = `${file}, line ${index + 1}`;
    const row = {
      query: cells[query] ?? '',
      needs: (cells[needs] ?? '').split(/\s+/).filter(Boolean),
      kind: cells[kind] ?? '',
    };
    if (row.query === '') problems.push(`${where}: the query is empty.`);
    if (row.needs.length === 0) problems.push(`${where}: no need. Write '-' when no need is right.`);
    if (row.kind === '') problems.push(`${where}: no kind, such as 'sentence', 'typo' or 'none'.`);
    const labels = row.needs.filter((need) => need !== '-');
    if (labels.length > 0 && labels.length < row.needs.length) problems.push(`${where}: '-' stands beside a need.`);
    for (const need of labels) if (!known.has(need)) problems.push(`${where}: there is no need '${need}'.`);
    rows.push({ ...row, needs: labels, urgent: labels.map((need) => known.get(need) ?? false) });
  });
  if (rows.length === 0 && problems.length === 0) problems.push(`${file} has no queries.`);
  return { rows, problems };
}

const COLUMNS = ['query', 'needs', 'kind'] as const;

export type JudgedRow = {
  query: string;
  /** Need ids that count as right, best first; none when no need is right. */
  needs: string[];
  /** For each of them, whether it is urgent. */
  urgent: boolean[];
  kind: string;
};

export type JudgedSet = { rows: JudgedRow[]; problems: string[] };
