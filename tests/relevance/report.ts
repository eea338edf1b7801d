import type { JudgedRow } from './judged.ts';
import {
  byKind,
  measureSystem,
  measureUnderstanding,
  type Searched,
  type SystemFigures,
  type Understood,
  type UnderstandFigures,
  worstMisses,
} from './measure.ts';
import type { System } from './systems.ts';

/** What was measured, for a person: totals, kinds, and the worst misses. */
export function printReport(report: Report, print: (line: string) => void): void {
  const { rows, understood, taught, systems } = report;
  const untaught = <T>(list: readonly T[]) => list.filter((_, at) => !taught[at]);
  print(`${report.file}: ${rows.length} judged queries. Vocabulary: ${(report.vocabulary / 1024).toFixed(1)} KB.`);
  print('\nUNDERSTAND');
  table(
    UNDERSTAND,
    [
      { kind: 'all', queries: rows.length, figures: measureUnderstanding(rows, understood) },
      {
        kind: 'not taught',
        queries: untaught(rows).length,
        figures: measureUnderstanding(untaught(rows), untaught(understood)),
      },
      ...byKind(rows, understood, measureUnderstanding),
    ],
    print,
  );
  print('  (not taught: without the queries that stand word for word among the phrases)');
  for (const { system, answers } of systems) {
    print(`\n${system.kind === 'engine' ? 'SEARCH' : 'BASELINE'} ${system.name}`);
    table(
      SYSTEM,
      [
        { kind: 'all', queries: rows.length, figures: measureSystem(rows, answers) },
        ...byKind(rows, answers, measureSystem),
      ],
      print,
    );
  }
  const misses = worstMisses(rows, understood, MOST_MISSES);
  print(`\nWORST MISSES (${misses.length})`);
  for (const { row, answer, faults } of misses) {
    print(`  ${faults.join(', ')} [${row.kind}] ${row.query}`);
    print(
      `      wanted ${row.needs.join(' ') || 'none'}; got ${answer.ranked.slice(0, 3).join(' ')}${answer.tier === 'none' ? '' : `; ${answer.tier} line`}`,
    );
  }
}

/** The object that `--json` prints. Shares are from 0 to 1, null where there was nothing to count. */
export function asJson(report: Report): object {
  const understand = measureUnderstanding(report.rows, report.understood);
  const of = (kind: System['kind']) =>
    Object.fromEntries(
      report.systems
        .filter(({ system }) => system.kind === kind)
        .map(({ system, answers }) => [system.name, rounded(SYSTEM, measureSystem(report.rows, answers))]),
    );
  return { understand: rounded(JSON_KEYS, understand), engines: of('engine'), baselines: of('baseline') };
}

function rounded<Figures extends object>(
  keys: readonly (keyof Figures & string)[],
  figures: Figures,
): Record<string, number | null> {
  return Object.fromEntries(
    keys.map((key) => {
      const value = figures[key] as number | null;
      return [key, value === null ? null : Math.round(value * 10000) / 10000];
    }),
  );
}

function table<Figures extends object>(
  keys: readonly (keyof Figures & string)[],
  lines: { kind: string; queries: number; figures: Figures }[],
  print: (line: string) => void,
): void {
  print(
    `  ${'kind'.padEnd(14)}${'queries'.padStart(8)}${keys.map((key) => (SHORT[key] ?? key).padStart(12)).join('')}`,
  );
  for (const { kind, queries, figures } of lines) {
    const cells = keys.map((key) => {
      const value = figures[key] as number | null;
      return (value === null ? '-' : value.toFixed(key.endsWith('Ms') ? 2 : 3)).padStart(12);
    });
    print(`  ${kind.padEnd(14)}${String(queries).padStart(8)}${cells.join('')}`);
  }
}

const JSON_KEYS = [
  'successAt1',
  'successAt3',
  'mrr',
  'urgentRecall',
  'urgentStrongPrecision',
  'urgentQuietRate',
  'noneWrongAlarms',
  'p95Ms',
] as const satisfies (keyof UnderstandFigures)[];
const UNDERSTAND = [...JSON_KEYS.slice(0, 7), 'withheld', 'p50Ms', 'p95Ms'] as (keyof UnderstandFigures)[];
const SYSTEM = [
  'successAt1',
  'successAt3',
  'mrr',
  'serviceInTop5',
  'p50Ms',
  'p95Ms',
] as const satisfies (keyof SystemFigures)[];
const SHORT: Record<string, string> = {
  successAt1: 'success@1',
  successAt3: 'success@3',
  mrr: 'MRR',
  urgentRecall: 'urg recall',
  urgentStrongPrecision: 'strong prec',
  urgentQuietRate: 'quiet rate',
  noneWrongAlarms: 'wrong none',
  serviceInTop5: 'in top 5',
  p50Ms: 'p50 ms',
  p95Ms: 'p95 ms',
};
const MOST_MISSES = 40;

export type Report = {
  file: string;
  rows: JudgedRow[];
  /** The vocabulary's size in bytes. */
  vocabulary: number;
  understood: Understood[];
  /** For each row, whether its query stands word for word among the phrases. */
  taught: boolean[];
  systems: { system: System; answers: Searched[] }[];
};
