/*
 * npm run relevance -- [queries.tsv] [--json]
 *
 * How good the search is on judged queries: what the words are understood to mean, every search of ours, and
 * plain searches over the same content. Without a file, the repository's own set. Ends with 2 when the file or
 * the content is wrong, naming every problem.
 */
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { loadContent } from '../../content/check.ts';
import { buildDirectory } from '../../content/model/directory.ts';
import { todayInUk } from '../../content/model/freshness.ts';
import { printProblems } from '../../content/problem.ts';
import type { Records } from '../../content/schema/records.ts';
import { searchFacts } from '../../indexer/catalogue.ts';
import { trainedVocabulary } from '../../indexer/vocabulary/cache.ts';
import { wordsOf } from '../../indexer/vocabulary/words.ts';
import { openUnderstanding, type Understand } from '../../site/search/understanding.ts';
import { openSystems } from './engines.ts';
import { type JudgedRow, readJudged } from './judged.ts';
import type { Searched, Understood } from './measure.ts';
import { asJson, printReport, type Report } from './report.ts';
import type { System } from './systems.ts';

/** Runs the command and gives its exit code. */
export async function run(
  args: readonly string[],
  print: (line: string) => void,
  complain: (line: string) => void,
): Promise<0 | 2> {
  const asked = argumentsIn(args);
  if (typeof asked === 'string') {
    complain(asked);
    return 2;
  }
  const folder = process.env.CONTENT ?? join(ROOT, 'content/records');
  const { records, problems } = await loadContent(folder);
  const faults = problems.filter(({ severity }) => severity !== 'warning');
  if (faults.length > 0) {
    complain(`The content has ${faults.length} problem(s), so nothing was measured.\n\n${printProblems(faults)}`);
    return 2;
  }
  const judged = await readJudged(asked.file, new Map(records.need.map(({ id, urgent }) => [id, urgent])));
  if (judged.problems.length > 0) {
    complain(
      `${judged.problems.length} problem(s) in the judged queries, so nothing was measured:\n${judged.problems.join('\n')}`,
    );
    return 2;
  }
  const vocabulary = await trainedVocabulary(records, join(ROOT, '.cache'));
  const directory = buildDirectory(records, process.env.TODAY ?? todayInUk());
  const understood = understandAll(judged.rows, openUnderstanding(vocabulary, searchFacts(directory)));
  const { systems, close } = await openSystems(directory, (facts) => openUnderstanding(vocabulary, facts), folder);
  const report: Report = {
    file: relative('.', asked.file),
    rows: judged.rows,
    vocabulary: vocabulary.length,
    understood,
    taught: taughtAmong(judged.rows, records),
    systems: [],
  };
  try {
    for (const system of systems) report.systems.push({ system, answers: await searchAll(judged.rows, system) });
  } finally {
    await close();
  }
  if (asked.json) print(JSON.stringify(asJson(report)));
  else printReport(report, print);
  return 0;
}

/** Every query understood once for practice, so that the times are those of a page in use, and once for the record. */
export function understandAll(rows: readonly JudgedRow[], understand: Understand): Understood[] {
  for (const { query } of rows) understand(query, []);
  return rows.map(({ query }) => {
    const started = performance.now();
    const { ranked, needs, urgent } = understand(query, []);
    const ms = performance.now() - started;
    return { ranked: ranked.map(({ id }) => id), offered: needs.map(({ id }) => id), tier: urgent.tier, ms };
  });
}

/** Which queries stand word for word among the phrases: the trained search has a right to those, and no credit. */
function taughtAmong(rows: readonly JudgedRow[], records: Records): boolean[] {
  const same = (text: string) => wordsOf(text).join(' ');
  const phrases = new Set([...records.need.flatMap((need) => need.phrases), ...records.nonePhrases].map(same));
  return rows.map(({ query }) => phrases.has(same(query)));
}

async function searchAll(rows: readonly JudgedRow[], system: System): Promise<Searched[]> {
  for (const { query } of rows.slice(0, PRACTICE)) await system.search(query);
  const answers: Searched[] = [];
  for (const { query } of rows) {
    const started = performance.now();
    const answer = await system.search(query);
    answers.push({ ...answer, ms: performance.now() - started });
  }
  return answers;
}

/** The file and whether JSON is wanted, or what is wrong with the arguments. */
function argumentsIn(args: readonly string[]): { file: string; json: boolean } | string {
  const usage = 'Usage: npm run relevance -- [queries.tsv] [--json]';
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false } },
    });
    if (positionals.length > 1) return `One file at a time: ${positionals.join(', ')}.\n${usage}`;
    return { file: positionals[0] ?? OWN_SET, json: values.json };
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n${usage}`;
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OWN_SET = fileURLToPath(new URL('queries.tsv', import.meta.url));
const PRACTICE = 30;

if (import.meta.main) process.exitCode = await run(process.argv.slice(2), console.log, console.error);
