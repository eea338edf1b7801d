import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadContent } from '../content/check.ts';
import { todayInUk } from '../content/model/freshness.ts';
import { buildDirectory } from '../content/model/directory.ts';
import { printProblems } from '../content/problem.ts';
import type { Records } from '../content/schema/records.ts';

/** Where the records are. One setting chooses the council: CONTENT, a folder of records. */
export const recordsFolder =
  process.env.CONTENT ?? fileURLToPath(new URL('../content/records', `file://${process.cwd()}/site/`));

/** `npm run build` has checked the records already and hands them over in a file; `astro dev` reads them itself. */
const checked = process.env.CHECKED_RECORDS;
const records =
  checked === undefined ? await checkedRecords() : (JSON.parse(await readFile(checked, 'utf8')) as Records);

/** The whole directory, read and checked once for all pages. */
export const directory = buildDirectory(records, process.env.TODAY ?? todayInUk());

/** When groups meet, as the hubs wrote it: ask indexer/feeds/sessions.ts for what may be shown. */
export const { timetable: timetables, calendar: calendars } = records;

async function checkedRecords(): Promise<Records> {
  const { records, problems } = await loadContent(recordsFolder);
  if (problems.length === 0) return records;
  throw new Error(`The content has ${problems.length} problem(s), so nothing was built.\n\n${printProblems(problems)}`);
}
