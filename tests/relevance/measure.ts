import type { JudgedRow } from './judged.ts';

/**
 * How well `understand` did on a judged set. Pure. Counted as the project's relevance README says: any listed
 * need is right; urgent recall leaves practitioners' rows aside; the quiet rate is the share of rows with no
 * urgent label that get either tier; a query no need is right for is wrong when a need is offered.
 *
 * The needs are counted in the order in which they stand, whether they are offered as what was understood or
 * as 'did you mean'. `withheld` is the share of queries with a need that were offered none.
 */
export function measureUnderstanding(rows: readonly JudgedRow[], answers: readonly Understood[]): UnderstandFigures {
  const pairs = rows.map((row, at) => ({ row, answer: answers[at] ?? NOTHING }));
  const urgent = pairs.filter(({ row }) => row.urgent[0] === true && row.kind !== 'practitioner');
  const strong = pairs.filter(({ answer }) => answer.tier === 'strong');
  const calm = pairs.filter(({ row }) => !row.urgent.includes(true));
  const unrelated = pairs.filter(({ row }) => row.needs.length === 0);
  const related = pairs.filter(({ row }) => row.needs.length > 0);
  return {
    ...ranks(
      rows,
      answers.map(({ ranked }) => ranked),
    ),
    urgentRecall: share(urgent, ({ answer }) => answer.tier !== 'none'),
    urgentStrongPrecision: share(strong, ({ row }) => row.urgent.includes(true)),
    urgentQuietRate: share(calm, ({ answer }) => answer.tier !== 'none'),
    noneWrongAlarms: share(unrelated, ({ answer }) => answer.offered.length > 0),
    withheld: share(related, ({ answer }) => answer.offered.length === 0),
    ...times(answers),
  };
}

/** How well a whole search did: its needs, and whether its first five results hold a service for a right need. Pure. */
export function measureSystem(rows: readonly JudgedRow[], answers: readonly Searched[]): SystemFigures {
  const related = rows.map((row, at) => ({ row, answer: answers[at] })).filter(({ row }) => row.needs.length > 0);
  return {
    ...ranks(
      rows,
      answers.map(({ needs }) => needs),
    ),
    serviceInTop5: share(related, ({ row, answer }) =>
      (answer?.top ?? []).some((needs) => needs.some((need) => row.needs.includes(need))),
    ),
    ...times(answers),
  };
}

/** The same figures for every kind of query, kinds in alphabetical order. */
export function byKind<Answer, Figures>(
  rows: readonly JudgedRow[],
  answers: readonly Answer[],
  measure: (rows: JudgedRow[], answers: Answer[]) => Figures,
): { kind: string; queries: number; figures: Figures }[] {
  return [...new Set(rows.map(({ kind }) => kind))].sort().map((kind) => {
    const places = rows.flatMap((row, at) => (row.kind === kind ? [at] : []));
    const chosen = places.map((at) => rows[at] as JudgedRow);
    return {
      kind,
      queries: chosen.length,
      figures: measure(
        chosen,
        places.map((at) => answers[at] as Answer),
      ),
    };
  });
}

/** What went most wrong, worst first: a missed danger, a false alarm, then right needs that came far down. */
export function worstMisses(rows: readonly JudgedRow[], answers: readonly Understood[], most: number): Miss[] {
  return rows
    .map((row, at): Miss => {
      const answer = answers[at] ?? NOTHING;
      const place = answer.ranked.findIndex((need) => row.needs.includes(need));
      const faults: [number, string][] = [
        ...(row.urgent[0] === true && row.kind !== 'practitioner' && answer.tier === 'none'
          ? [[100, 'danger missed'] as [number, string]]
          : []),
        ...(answer.tier === 'strong' && !row.urgent.includes(true) ? [[50, 'false alarm'] as [number, string]] : []),
        ...(row.needs.length === 0 && answer.offered.length > 0 ? [[30, 'offered a need'] as [number, string]] : []),
        ...(row.needs.length > 0 && place !== 0
          ? [
              [place < 0 ? 20 : place, place < 0 ? 'not among the needs' : `right need came ${place + 1}.`] as [
                number,
                string,
              ],
            ]
          : []),
      ];
      return {
        row,
        answer,
        weight: faults.reduce((sum, [weight]) => sum + weight, 0),
        faults: faults.map(([, fault]) => fault),
      };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, most);
}

function ranks(rows: readonly JudgedRow[], lists: readonly (readonly string[])[]): Ranks {
  const places = rows.flatMap((row, at) =>
    row.needs.length > 0 ? [(lists[at] ?? []).findIndex((need) => row.needs.includes(need))] : [],
  );
  return {
    successAt1: share(places, (place) => place === 0),
    successAt3: share(places, (place) => place >= 0 && place < 3),
    mrr:
      places.length === 0
        ? null
        : places.reduce((sum, place) => sum + (place < 0 ? 0 : 1 / (place + 1)), 0) / places.length,
  };
}

function times(answers: readonly { ms: number }[]): { p50Ms: number; p95Ms: number } {
  const sorted = answers.map(({ ms }) => ms).sort((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
  return { p50Ms: at(0.5), p95Ms: at(0.95) };
}

/** null when there is nothing to count: 0 and 1 would both be untrue. */
function share<Thing>(things: readonly Thing[], isSo: (thing: Thing) => boolean): number | null {
  return things.length === 0 ? null : things.filter(isSo).length / things.length;
}

const NOTHING: Understood = { ranked: [], offered: [], tier: 'none', ms: 0 };

/** One answer of `understand`: need ids in order, those offered, the urgent tier, and how long it took. */
export type Understood = { ranked: string[]; offered: string[]; tier: 'strong' | 'quiet' | 'none'; ms: number };

/** One answer of a whole search: need ids, and for each of the first five results the needs it helps with. */
export type Searched = { needs: string[]; top: string[][]; ms: number };

type Ranks = { successAt1: number | null; successAt3: number | null; mrr: number | null };

export type UnderstandFigures = Ranks & {
  urgentRecall: number | null;
  urgentStrongPrecision: number | null;
  urgentQuietRate: number | null;
  noneWrongAlarms: number | null;
  withheld: number | null;
  p50Ms: number;
  p95Ms: number;
};

export type SystemFigures = Ranks & { serviceInTop5: number | null; p50Ms: number; p95Ms: number };

export type Miss = { row: JudgedRow; answer: Understood; weight: number; faults: string[] };
