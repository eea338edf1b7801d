/**
 * npm run postcodes -- <csv | folder | zip> [--out folder] [--records folder]
 *                      [--release name] [--accept-fewer]
 *
 * An official postcode file -> catchment.json and units/<outcode>.json. Nothing is
 * written until everything is right: with any problem the present files stay as
 * they are and the command ends with 1.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import type { Catchment, UnitFile } from '../content/model/catchment.ts';
import { printProblems, type Problem } from '../content/problem.ts';
import { printFinding } from './postcodes-findings.ts';
import { aboutOf } from './postcodes-about.ts';
import { readPostcodes } from './postcodes-reader.ts';
import { loadRules } from './postcodes-rules.ts';
import { catchmentText } from './postcodes-text.ts';
import { compileCatchment, compileUnits, concerns, oursByOutcode, Strangers, type PostcodeRow } from './postcodes.ts';

/** Runs the command and gives its exit code: 0 written, 1 refused (problems printed), 2 wrong use. */
export async function run(args: string[], print: (line: string) => void = console.log): Promise<number> {
  const asked = readArguments(args);
  if (typeof asked === 'string') {
    print(`${asked}\n${USAGE}`);
    return 2;
  }
  const { rules, problems } = loadRules(asked.records);
  if (problems.length > 0) return refuse(print, asked.out, printProblems(problems));

  print(`Reading ${asked.path}`);
  const wanted = concerns(rules);
  const rows: PostcodeRow[] = [];
  const strangers = new Strangers();
  let read = 0;
  const source = await readPostcodes(asked.path, (row) => {
    if (wanted(row) || row.district === '') rows.push(row);
    else strangers.add(row);
    if (++read % 250_000 === 0) print(`  ${number(read)} rows, ${number(rows.length)} of them near`);
  });
  if (source.problems.length > 0) return refuse(print, asked.out, printProblems(source.problems));

  const about = aboutOf(source, basename(asked.path), asked.release);
  // The table keeps live postcodes only, to stay small; the unit files know withdrawn ones too.
  const { catchment, findings, counts } = compileCatchment(
    rows.filter((row) => !row.withdrawn),
    rules,
    about,
  );
  const units = compileUnits(rows, rules, about);
  findings.push(...strangers.findings(catchment));

  print(
    `${about.release}: ${number(source.rows)} rows in ${source.files.length} file${source.files.length === 1 ? '' : 's'}`,
  );
  for (const { hub, postcodes } of counts.perHub) print(`  ${number(postcodes).padStart(7)}  ${hub}`);
  print(`  ${number(counts.ours).padStart(7)}  ours, together`);
  print(
    `  ${number(counts.neighbours).padStart(7)}  neighbours' (${number(counts.tooFar)} more are too far away to matter)`,
  );
  print(`  ${number(counts.noPosition).padStart(7)}  of these without a position`);
  for (const finding of findings) print(printFinding(finding));
  const lost = asked.acceptFewer ? [] : lostSince(asked.out, catchment);
  if (lost.length > 0) print(printProblems(lost));
  if (lost.length > 0 || findings.some((finding) => finding.level === 'problem')) return refuse(print, asked.out, '');

  writeAll(asked.out, catchment, units, print);
  print('Next: npm run build, then look up a postcode you know on the site.');
  return 0;
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        records: { type: 'string', default: RECORDS },
        release: { type: 'string' },
        'accept-fewer': { type: 'boolean', default: false },
      },
    });
    const [path, more] = positionals;
    if (path === undefined || more !== undefined) return 'Give one csv, folder or zip.';
    const out = resolve(values.out ?? join(values.records, 'catchment'));
    return {
      path: resolve(path),
      out,
      records: values.records,
      release: values.release,
      acceptFewer: values['accept-fewer'],
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function refuse(print: (line: string) => void, out: string, problems: string): 1 {
  if (problems !== '') print(problems);
  print(`Nothing was written; ${relative('.', out) || out} is as it was.`);
  return 1;
}

/** A file that was cut at a line's end, or one area's csv of several, looks whole; the present table knows better. */
function lostSince(out: string, made: Catchment): Problem[] {
  const path = join(out, 'catchment.json');
  if (!existsSync(path)) return [];
  let present: Catchment;
  try {
    present = JSON.parse(readFileSync(path, 'utf8')) as Catchment;
    const [before, after] = [oursByOutcode(present), oursByOutcode(made)];
    const mend = 'Give the folder or zip with all the areas; or add --accept-fewer if this is meant.';
    const problems = [...before].flatMap(([outcode, count]) =>
      after.has(outcode)
        ? []
        : [
            {
              file: basename(out),
              field: outcode,
              value: '0 postcodes',
              what: `the present table has up to ${count} of our postcodes there`,
              mend,
            },
          ],
    );
    const [was, is] = [sum(before.values()), sum(after.values())];
    if (is < was * 0.9)
      problems.push({
        file: basename(out),
        field: '',
        value: `${is} postcodes`,
        what: `the present table has ${was}: a tenth or more are missing`,
        mend,
      });
    return problems;
  } catch {
    return []; // a broken table is no reason to keep it
  }
}

/** Everything is written beside and then moved into place, so that a failure half-way leaves the old files. */
function writeAll(
  out: string,
  catchment: Catchment,
  units: Map<string, UnitFile>,
  print: (line: string) => void,
): void {
  mkdirSync(out, { recursive: true });
  const beside = mkdtempSync(join(out, '.new-'));
  try {
    const text = catchmentText(catchment);
    writeFileSync(join(beside, 'catchment.json'), text);
    mkdirSync(join(beside, 'units'));
    let [raw, packed] = [0, 0];
    for (const [outcode, file] of units) {
      const json = JSON.stringify(file);
      writeFileSync(join(beside, 'units', `${outcode.toLowerCase()}.json`), json);
      raw += json.length;
      packed += gzipSync(json).length;
    }
    if (existsSync(join(out, 'units'))) renameSync(join(out, 'units'), join(beside, 'old-units'));
    renameSync(join(beside, 'units'), join(out, 'units'));
    renameSync(join(beside, 'catchment.json'), join(out, 'catchment.json'));
    const gzip = gzipSync(text, { level: 9 }).length;
    print(`Wrote ${join(out, 'catchment.json')}: ${number(Buffer.byteLength(text))} bytes, ${number(gzip)} compressed`);
    if (gzip > MOST_BYTES)
      print(
        `warning: the table is over ${number(MOST_BYTES)} bytes compressed.\n  mend: list fewer neighbours in council.yaml.`,
      );
    print(`Wrote ${join(out, 'units')}: ${units.size} files, ${number(raw)} bytes, ${number(packed)} compressed`);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

const RECORDS = fileURLToPath(new URL('../content/records', import.meta.url));
/** The bar for the table: a phone with little data fetches it once. */
const MOST_BYTES = 6_000;
const USAGE =
  'Use: npm run postcodes -- <csv | folder | zip> [--out folder] [--records folder] [--release name] [--accept-fewer]';

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exitCode = await run(process.argv.slice(2));
}
