import { describe, expect, it } from 'vitest';
import { type JudgedRow, judgedIn } from '../relevance/judged.ts';
import { byKind, measureSystem, measureUnderstanding, type Understood, worstMisses } from '../relevance/measure.ts';

const KNOWN = new Map([
  ['sleep', false],
  ['food', false],
  ['domestic-abuse', true],
]);

describe('a judged set', () => {
  it('is read by its headings, in any order', () => {
    const { rows, problems } = judgedIn(
      'kind\tquery\tneeds\nshort\tsleep\tsleep food\nnone\tbus times\t-\n',
      'q.tsv',
      KNOWN,
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { query: 'sleep', needs: ['sleep', 'food'], urgent: [false, false], kind: 'short' },
      { query: 'bus times', needs: [], urgent: [], kind: 'none' },
    ]);
  });

  it('names every problem at once, with its line', () => {
    const text = 'query\tneeds\tkind\n\tsleep\tshort\nhelp\tslepp\tshort\nfood\t\t\nboth\t- food\tshort';
    const { problems } = judgedIn(text, 'q.tsv', KNOWN);
    expect(problems.map((problem) => /line (\d)/.exec(problem)?.[1])).toEqual(['2', '3', '4', '4', '5']);
    expect(problems[1]).toContain("no need 'slepp'");
  });

  it.each([
    ['query,needs,kind\nsleep,sleep,short', /no column query, needs, kind/],
    ['query\tneeds\nsleep\tsleep', /no column kind/],
    ['', /no column/],
    ['query\tneeds\tkind\n', /no queries/],
  ])('that is not one is refused: %j', (text, why) => {
    expect(judgedIn(text, 'q.tsv', KNOWN).problems.join(' ')).toMatch(why);
  });
});

describe('the measure', () => {
  const row = (query: string, needs: string[], kind: string): JudgedRow => ({
    query,
    needs,
    urgent: needs.map((need) => KNOWN.get(need) ?? false),
    kind,
  });
  const answer = (ranked: string[], tier: Understood['tier'] = 'none', offered = ranked): Understood => ({
    ranked,
    offered,
    tier,
    ms: 1,
  });
  const rows = [
    row('a', ['sleep'], 'short'),
    row('b', ['sleep', 'food'], 'short'),
    row('c', ['domestic-abuse'], 'urgent'),
    row('d', ['domestic-abuse'], 'practitioner'),
    row('e', ['food', 'domestic-abuse'], 'sentence'),
    row('f', [], 'none'),
    row('g', [], 'none'),
  ];
  const answers = [
    answer(['sleep']),
    answer(['domestic-abuse', 'food'], 'quiet'),
    answer(['domestic-abuse'], 'quiet'),
    answer(['sleep', 'food', 'domestic-abuse']),
    answer(['food'], 'strong'),
    answer(['food'], 'strong'),
    answer(['sleep'], 'none', []),
  ];

  it('counts as the relevance README says', () => {
    expect(measureUnderstanding(rows, answers)).toMatchObject({
      successAt1: 3 / 5,
      successAt3: 1,
      mrr: (1 + 1 / 2 + 1 + 1 / 3 + 1) / 5,
      // The practitioner's row is left aside; the row whose first need is not urgent does not count.
      urgentRecall: 1,
      // Of two strong answers one has an urgent need among its labels.
      urgentStrongPrecision: 1 / 2,
      // Rows a, b, f and g have no urgent label; b and f got a line.
      urgentQuietRate: 2 / 4,
      noneWrongAlarms: 1 / 2,
      withheld: 0,
    });
  });

  it('has no figure where there is nothing to count', () => {
    expect(measureUnderstanding([], [])).toMatchObject({ successAt1: null, urgentRecall: null, noneWrongAlarms: null });
  });

  it('sees whether the first five results hold help for a right need', () => {
    const searched = rows.map((_, at) => ({ needs: [], top: at === 0 ? [['food'], ['food', 'sleep']] : [], ms: 2 }));
    expect(measureSystem(rows, searched)).toMatchObject({ successAt1: 0, serviceInTop5: 1 / 5, p95Ms: 2 });
  });

  it('splits by kind and puts a missed danger first among the misses', () => {
    expect(byKind(rows, answers, measureUnderstanding).map(({ kind, queries }) => [kind, queries])).toEqual([
      ['none', 2],
      ['practitioner', 1],
      ['sentence', 1],
      ['short', 2],
      ['urgent', 1],
    ]);
    const missed = answers.map((one, at) => (at === 2 ? answer(['food']) : one));
    expect(worstMisses(rows, missed, 2)[0]).toMatchObject({
      row: { query: 'c' },
      faults: ['danger missed', 'not among the needs'],
    });
  });
});
