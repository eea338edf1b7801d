import { describe, expect, it } from 'vitest';
import { trainVocabulary } from '../../indexer/vocabulary/train.ts';
import { openModel, understand } from '../../site/search/understand.ts';
import { NEEDS, NONE } from '../fixtures/small-vocabulary.ts';

const model = openModel(trainVocabulary(NEEDS, NONE));
const facts = {
  district: 'Bradford',
  localities: [{ id: 'keighley', name: 'Keighley', latitude: 53.87, longitude: -1.91 }],
  languages: ['Urdu'],
};
const today = new Date('2026-11-25T12:00:00');
const read = (text: string, ignore: string[] = []) => understand(text, model, facts, ignore, today);

describe('understanding a sentence', () => {
  it('finds need, age, day, place, language and wish together, with the words of each', () => {
    const text = 'free toddler group for my 2 year old on tuesday near keighley, urdu speaking';
    const understood = read(text);
    expect(understood.needs[0]?.id).toBe('things-to-do');
    expect(understood.ages).toMatchObject({ from: 2, to: 2 });
    expect(understood.when).toMatchObject({ days: [2] });
    expect(understood.place).toEqual({ kind: 'locality', id: 'keighley' });
    expect(understood.language).toBe('Urdu');
    expect(understood.wants).toEqual({ free: true });
    for (const { words, start, end } of understood.said ?? []) expect(text.slice(start, end)).toBe(words);
    expect((understood.said ?? []).map(({ key }) => key)).toEqual(['age', 'when', 'place', 'language', 'free']);
  });

  it('leaves for word search what is not already understood', () => {
    expect(read('soft play near BD5 0HD on tuesday').rest).toBe('soft play near on');
  });

  it('takes away what the visitor took away', () => {
    const text = 'toddler group tuesday keighley';
    const { needs, when, place } = read(text, ['need:things-to-do', 'when', 'place']);
    expect(needs.map(({ id }) => id)).not.toContain('things-to-do');
    expect(when).toBeUndefined();
    expect(place).toBeUndefined();
  });

  it('offers nothing when nothing of it was ever heard', () => {
    const understood = read('qqq zzzkx');
    expect(understood.needs).toEqual([]);
    expect(understood.urgent.tier).toBe('none');
  });
});

describe('urgent', () => {
  it.each([
    ['he hits me and i am scared of him', 'domestic-abuse', 'unknown'],
    ['im 14 and i want to die', 'self-harm-suicide', 'child'],
    ['my daughter is cutting herself', 'self-harm-suicide', 'adult'],
  ])('a clear disclosure brings lines: %j', (text, need, speaker) => {
    const { urgent } = read(text);
    expect(urgent.tier).not.toBe('none');
    expect(urgent).toMatchObject({ need, speaker });
  });

  it('stays when the visitor takes the need away', () => {
    expect(read('i want to kill myself', ['need:self-harm-suicide']).urgent.tier).not.toBe('none');
  });

  it.each(['swimming club', 'soft play', 'food bank near me', ''])('stays quiet for %j', (text) => {
    expect(read(text).urgent.tier).not.toBe('strong');
  });
});

describe('bad input', () => {
  const inputs: [string, string][] = [
    ['empty', ''],
    ['spaces', '   \n\t '],
    ['one letter', 'a'],
    ['10,000 letters', 'a'.repeat(10_000)],
    ['10,000 letters in words', 'he hits me '.repeat(910)],
    ['10,000 digits', '1'.repeat(10_000)],
    ['10,000 digits in ages', '2 year '.repeat(1430)],
    ['markup', '<script>alert(1)</script><img src=x onerror=alert(1)>'],
    ['emoji', '😭👶🏽💔👨‍👩‍👧‍👦'],
    ['half an emoji', '\ud83d'],
    ['right to left', 'طفلي لا ينام ميرا بچہ نہیں سوتا'],
    ['control characters', '\u0000\u202e\u200b\ufeff'],
    ['combining marks', `z${'\u0301'.repeat(5000)}`],
    ['a pattern', '(a+)+$ [ \\ .* ?'],
    ['a property name', 'constructor __proto__ toString'],
  ];
  it.each(inputs)('%s is no error and does not hang', (_, text) => {
    read(text);
    const started = performance.now();
    for (let time = 0; time < 5; time++) read(text);
    // Generous, for a busy machine; a pattern that runs away takes seconds.
    expect((performance.now() - started) / 5).toBeLessThan(2000);
  });
});
