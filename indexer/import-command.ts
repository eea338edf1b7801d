import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import { loadContent } from '../content/check.ts';
import { todayInUk } from '../content/model/freshness.ts';
import { printProblems } from '../content/problem.ts';
import type { Records } from '../content/schema/records.ts';
import { writeRecords } from '../content/write.ts';
import type { ImportOptions, Read } from './import/candidate.ts';
import { readFeedFolder } from './import/feed-folder.ts';
import { fetchFeed } from './import/fetch-feed.ts';
import { fromOfsted, OFSTED_HEADINGS } from './import/ofsted.ts';
import { fromOpenReferral } from './import/openreferral.ts';
import { type Plan, planImport } from './import/plan.ts';
import { printReport, summary } from './import/report.ts';
import { fromSpreadsheet } from './import/spreadsheet.ts';
import { SPREADSHEET_HEADINGS } from './import/spreadsheet-columns.ts';
import { decodedText, readTable } from './import/table.ts';

const USAGE = `npm run import -- <openreferral|ofsted|spreadsheet> <file, folder or web address> [options]

Shows what would change. Nothing is written without --write.

  --write              write it
  --partial            write what is right although something was rejected or could not be read
  --need <id>          the need to use when the source does not say one of ours (Ofsted: always)
  --terms <file.csv>   the source's own words to our needs: two columns, term and need
  --authority <name>   Ofsted: the local authority as Ofsted writes it (usually the council's short name)
  --from <words>       what the records will say they came from (usually the address or the file's name)
  --allow-gone         believe it when most of an earlier import is no longer there
  --into <folder>      the records folder (usually content/records, or CONTENT)
  --all                print every line of the report`;

/**
 * Reads a source, decides what would change, and writes it when asked to: all of it, or nothing.
 *
 * @param say prints a line
 * @returns 0 when all went well, 1 when something was rejected or nothing could be done
 */
export async function importCommand(args: string[], say: (line: string) => void = console.log): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const [kind, source] = positionals;
  if (values.help || !kind || !source || !['openreferral', 'ofsted', 'spreadsheet'].includes(kind)) {
    say(USAGE);
    return values.help ? 0 : 1;
  }
  const folder = values.into ?? process.env.CONTENT ?? fileURLToPath(new URL('../content/records', import.meta.url));
  say(`[1/3] Reading ${folder} ...`);
  const { records } = await loadContent(folder);
  if (!records.council) throw new Error(`${folder} has no right council.yaml. Run npm run check there first.`);
  const needs = new Set(records.need.map(({ id }) => id));
  if (values.need !== undefined && !needs.has(values.need))
    throw new Error(`--need ${values.need}: there is no such need. There are: ${[...needs].join(', ')}`);

  const from = values.from ?? (/^https?:/i.test(source) ? source : basename(source));
  const options: ImportOptions = {
    from,
    need: values.need,
    terms: values.terms === undefined ? undefined : await termsIn(values.terms, needs),
  };
  say(`[2/3] Reading ${source} ...`);
  const read = await readSource(kind, source, records, options, values.authority, (line) => say(`      ${line}`));
  const plan = planImport(read, records, from, process.env.TODAY ?? todayInUk(), { allowGone: values['allow-gone'] });
  say(`\n${printReport(read, plan, values.all)}\n`);

  const incomplete = read.rejected.length > 0 || !read.complete;
  if (!values.write) {
    say('[3/3] Nothing was written: this was a trial. Say --write to write it.');
    return incomplete ? 1 : 0;
  }
  if (incomplete && !values.partial) {
    say(
      '[3/3] Nothing was written, because something was rejected or could not be read. Mend it, or say --partial to write the rest.',
    );
    return 1;
  }
  say('[3/3] Writing ...');
  const written = await write(folder, plan, say);
  say(`${written} files written. ${summary(read, plan)}.`);
  const after = (await loadContent(folder)).problems.filter((problem) => problem.severity !== 'warning');
  if (after.length > 0)
    say(`\nThe content now has ${after.length} problem(s) to mend:\n${printProblems(after.slice(0, 20))}`);
  return incomplete || after.length > 0 ? 1 : 0;
}

async function readSource(
  kind: string,
  source: string,
  records: Records,
  options: ImportOptions,
  authority: string | undefined,
  say: (line: string) => void,
): Promise<Read> {
  if (kind === 'openreferral' && /^https?:/i.test(source))
    return fromOpenReferral(await fetchFeed(source, {}, say), records, options);
  if (!(await stat(source).catch(() => undefined)))
    throw new Error(`${source} is not there. Give the path of a file or folder on this machine.`);
  if (kind === 'openreferral') return fromOpenReferral(await readFeedFolder(source, say), records, options);
  if (kind === 'spreadsheet') return fromSpreadsheet(await readTable(source, SPREADSHEET_HEADINGS), records, options);
  const { need } = options;
  if (need === undefined)
    throw new Error(
      'Ofsted does not say which of our needs childcare answers: say --need <id>, such as --need childcare-finding.',
    );
  return fromOfsted(await readTable(source, OFSTED_HEADINGS), authority ?? records.council.short_name, {
    ...options,
    need,
  });
}

/** Who and where come first, so that no service ever names what is not there yet. */
async function write(folder: string, plan: Plan, say: (line: string) => void): Promise<number> {
  const order = ['organisation', 'venue', 'service'] as const;
  const actions = order.flatMap((type) =>
    plan.actions.filter((action) => action.type === type && action.what !== 'conflict'),
  );
  await writeRecords(folder, actions, (written) => {
    if (written % 1000 === 0) say(`      ${written} of ${actions.length}`);
  });
  return actions.length;
}

/** The council's own list of the source's words: term, need. */
async function termsIn(file: string, needs: Set<string>): Promise<Map<string, string>> {
  const rows = Papa.parse<string[]>(
    decodedText(await readFile(file))
      .replace(/^\uFEFF/, '')
      .trim(),
  ).data;
  const pairs = rows.map(([term = '', need = '']) => [term.trim().toLowerCase(), need.trim()] as const);
  const kept = pairs.filter(([term, need], index) => !(index === 0 && term === 'term' && need === 'need'));
  const wrong = kept.filter(([, need]) => !needs.has(need));
  if (wrong.length > 0)
    throw new Error(
      `${file}: these are not needs here: ${wrong.map(([term, need]) => `${need || '(nothing)'} for "${term}"`).join(', ')}`,
    );
  return new Map(kept);
}

const OPTIONS = {
  write: { type: 'boolean', default: false },
  partial: { type: 'boolean', default: false },
  all: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  'allow-gone': { type: 'boolean', default: false },
  need: { type: 'string' },
  terms: { type: 'string' },
  authority: { type: 'string' },
  from: { type: 'string' },
  into: { type: 'string' },
} as const;

if (import.meta.main) {
  try {
    process.exitCode = await importCommand(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error('\nNothing was written.');
    process.exitCode = 1;
  }
}
