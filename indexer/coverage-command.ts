import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Papa from 'papaparse';
import { loadContent } from '../content/check.ts';
import { coverage, coverageTable, GAP_RULES } from '../content/model/coverage.ts';
import { buildDirectory } from '../content/model/directory.ts';
import { todayInUk } from '../content/model/freshness.ts';
import { type Home, homesOf, NEAR_METRES, needsNearHomes } from '../content/model/nearness.ts';
import { type Catchment, lookUp } from '../content/model/places.ts';
import { freshnessByOrganisation, suspectedDuplicates } from '../content/model/quality.ts';
import { printProblems } from '../content/problem.ts';
import { readTable } from './import/table.ts';

const USAGE = `npm run coverage -- [options]

Which needs are served where and for which ages, and the gaps.

  --csv <file>         write the whole table to a file
  --postcodes <file>   where families live: a CSV with a column "postcode", one row a family or a postcode
                       (columns lat and lon are used when they are there). Usually the catchment table
  --within <metres>    the distance that counts as near (usually ${NEAR_METRES}, two miles)
  --records <folder>   the records folder (usually content/records, or CONTENT)`;

/** Prints the service map. @returns 0, or 1 when the content is not right */
export async function coverageCommand(args: string[], say: (line: string) => void = console.log): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  if (values.help) {
    say(USAGE);
    return 0;
  }
  const folder = values.records ?? process.env.CONTENT ?? fileURLToPath(new URL('../content/records', import.meta.url));
  const metres = Number(values.within ?? NEAR_METRES);
  if (!(metres > 0)) throw new Error(`--within must be a number of metres, not "${values.within}"`);
  const { records, problems } = await loadContent(folder);
  const faults = problems.filter(({ severity }) => severity !== 'warning');
  if (faults.length > 0) throw new Error(`${faults.length} problem(s) in ${folder}:\n\n${printProblems(faults)}`);
  const directory = buildDirectory(records, process.env.TODAY ?? todayInUk());

  const map = coverage(directory);
  say(`Local entries by need and hub area (national lines apart)\n\n${needTable(map)}\n`);
  for (const [rule, words] of Object.entries(GAP_RULES)) {
    const found = map.gaps.filter((gap) => gap.rule === rule);
    if (found.length === 0) continue;
    say(`${words}: ${found.length}`);
    for (const { title, areas, everywhere } of found)
      say(`  ${title}: ${everywhere ? 'everywhere' : areas.join(', ')}`);
    say('');
  }

  const catchment = await catchmentOf(folder);
  const homes =
    values.postcodes === undefined
      ? catchment
        ? homesOf(catchment)
        : []
      : await homesIn(values.postcodes, catchment, say);
  if (homes.length === 0) say('No catchment table and no --postcodes, so nothing is said about distance.\n');
  else {
    const started = performance.now();
    const near = needsNearHomes(directory, homes, metres).sort((a, b) => a.share - b.share);
    const seconds = (performance.now() - started) / 1000;
    const postcodes = homes.reduce((sum, home) => sum + home.postcodes, 0);
    say(
      `Share of ${postcodes.toLocaleString('en-GB')} postcodes within ${metres} m of a place that helps (${homes.length} points, ${Math.round(homes.length / seconds).toLocaleString('en-GB')} a second)`,
    );
    for (const { title, places, share } of near) say(`  ${percent(share)}  ${title} (${places} placed)`);
    say('');
  }

  say('Freshness by organisation, most to mend first');
  for (const one of freshnessByOrganisation(directory).slice(0, 20)) {
    say(
      `  ${one.organisation}: ${one.entries} entries, ${one.checked} checked, ${one.old} old, ${one.unconfirmed} unconfirmed`,
    );
  }
  const pairs = suspectedDuplicates(directory);
  say(`\nSuspected duplicates: ${pairs.length}`);
  for (const { a, b, rule } of pairs) say(`  ${a.kind}/${a.id} and ${b.kind}/${b.id}: ${rule}`);

  if (values.csv !== undefined) {
    await writeFile(values.csv, `\uFEFF${Papa.unparse(coverageTable(map), { newline: '\r\n' })}\r\n`);
    say(`\nThe whole table is in ${values.csv}.`);
  }
  return 0;
}

function needTable({ hubs, rows }: ReturnType<typeof coverage>): string {
  const widths = hubs.map(({ area }) => Math.max(area.length, 4));
  const head = `${'need'.padEnd(28)} ${hubs.map(({ area }, index) => area.padStart(widths[index] ?? 4)).join(' ')} national`;
  const lines = rows.map(
    (row) =>
      `${row.need.padEnd(28)} ${row.areas.map(({ local }, index) => String(local).padStart(widths[index] ?? 4)).join(' ')} ${String(row.national).padStart(8)}`,
  );
  return [head, ...lines].join('\n');
}

async function catchmentOf(folder: string): Promise<Catchment | undefined> {
  const text = await readFile(join(folder, 'catchment', 'catchment.json'), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Catchment);
}

/** Rows that are outside the district, or that nobody can place, are counted and said. */
async function homesIn(file: string, catchment: Catchment | undefined, say: (line: string) => void): Promise<Home[]> {
  if (!catchment) throw new Error('--postcodes needs a catchment table: run npm run postcodes first.');
  const { rows } = await readTable(file, ['postcode', 'lat', 'lon']).catch(() => readTable(file, ['postcode']));
  let outside = 0;
  const started = performance.now();
  const homes = rows.flatMap(({ values }): Home[] => {
    const answer = lookUp(catchment, values.get('postcode') ?? '');
    if (answer.kind !== 'hub') {
      outside += 1;
      return [];
    }
    const [lat, lng] = [Number(values.get('lat') ?? NaN), Number(values.get('lon') ?? NaN)];
    const at = Number.isFinite(lat) && Number.isFinite(lng) ? { lat, lng } : answer.position;
    return at ? [{ hub: answer.hub, lat: at.lat, lng: at.lng, postcodes: 1 }] : [];
  });
  const rate = Math.round(rows.length / ((performance.now() - started) / 1000));
  say(
    `${rows.length} postcodes looked up (${rate.toLocaleString('en-GB')} a second); ${outside} are outside, or not known to one hub area.\n`,
  );
  return homes;
}

function percent(share: number): string {
  return `${String(Math.round(share * 100)).padStart(3)}%`;
}

const OPTIONS = {
  csv: { type: 'string' },
  postcodes: { type: 'string' },
  within: { type: 'string' },
  records: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

if (import.meta.main) {
  try {
    process.exitCode = await coverageCommand(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
