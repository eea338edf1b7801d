import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { featuresOf } from '../../indexer/vocabulary/features.ts';
import { BitReader, BitWriter } from '../../indexer/vocabulary/range-coder.ts';
import { slipIn } from '../../indexer/vocabulary/slips.ts';
import { type TrainingNeed, trainVocabulary } from '../../indexer/vocabulary/train.ts';
import { wordsOf } from '../../indexer/vocabulary/words.ts';
import { judge, openModel } from '../../site/search/understand/model.ts';
import { NEEDS, NONE } from '../fixtures/small-vocabulary.ts';

describe('the words of a text', () => {
  it.each([
    ["I'm SOOOO tired", 'im soo tired'],
    ['u ok hun', 'you ok hun'],
    ['idk wat 2 do', 'i dont know what #n4 do'],
    ["t'babby wain't sleep", 't baby wont sleep'],
    ['my 3 year old', 'my #4 year old'],
    ['3yr old', '#4 old'],
    ['18 month old', '#baby month old'],
    ['<b>tantrums</b>', 'b tantrums b'],
    ['café', 'cafe'],
    ['', ''],
    ['😢😢', ''],
  ])('of %j', (text, words) => {
    expect(wordsOf(text).join(' ')).toBe(words);
  });

  it('are not more for 10,000 characters than for 600', () => {
    expect(wordsOf('sleep '.repeat(2000)).length).toBeLessThanOrEqual(100);
    expect(featuresOf('x'.repeat(10_000)).length).toBeLessThan(60);
  });
});

describe('the range coder', () => {
  it('reads back exactly what it wrote, and nothing breaks past the end', () => {
    const writer = new BitWriter(600);
    const numbers = Array.from({ length: 4000 }, (_, at) => (at * at * 7919) % 127);
    for (const [at, number] of numbers.entries()) {
      writer.number(0, 7, number);
      writer.bit(300 + (at % 3), at % 5 === 0 ? 1 : 0);
    }
    const reader = new BitReader(writer.finish(), 600);
    const read = numbers.map((_, at) => {
      const number = reader.number(0, 7);
      expect(reader.bit(300 + (at % 3))).toBe(at % 5 === 0 ? 1 : 0);
      return number;
    });
    expect(read).toEqual(numbers);
    expect(() => Array.from({ length: 1000 }, () => reader.number(0, 7))).not.toThrow();
  });
});

describe('a slip of the finger', () => {
  it.each([
    ['getting evicted', 'gtting evicted'],
    ['evicted', 'evcted'],
    ['strangled me', 'strangld me'],
  ])('in %j is %j, every time', (phrase, slipped) => {
    expect(slipIn(phrase)).toEqual([slipped]);
    expect(slipIn(phrase)).toEqual([slipped]);
  });

  it.each(['he hit me', 'i am so very frightened of him', 'بچہ', ''])('is not made in %j', (phrase) => {
    expect(slipIn(phrase)).toEqual([]);
  });

  it('in a word of danger is understood as well as the word', () => {
    const needs = [
      { id: 'homelessness', urgent: true, phrases: ['evicted', 'eviction friday', 'nowhere sleeping tonight'] },
      { id: 'money-debt', urgent: false, phrases: ['bills', 'owe money', 'cannot pay the rent man'] },
    ];
    const model = openModel(trainVocabulary(needs, ['football scores', 'bin day', 'invited to a wedding']));
    expect(judge(slipIn('evicted')[0] ?? '', model).ranked[0]?.id).toBe('homelessness');
  });
});

describe('training', () => {
  const bytes = trainVocabulary(NEEDS, NONE);

  it('gives the same bytes for the same phrases', () => {
    expect(Buffer.from(trainVocabulary(NEEDS, NONE)).equals(Buffer.from(bytes))).toBe(true);
  });

  it('learns: what it was taught comes first', () => {
    const model = openModel(bytes);
    const right = NEEDS.flatMap(({ id, phrases }) =>
      phrases.map((phrase) => judge(phrase, model).ranked[0]?.id === id),
    );
    expect(right.filter(Boolean).length / right.length).toBeGreaterThan(0.9);
  });

  it('is steered by editors: phrases added to a need change the answer', () => {
    const text = 'our whatsit keeps flobbling';
    const taught = (need: TrainingNeed) =>
      need.id === 'sleep'
        ? { ...need, phrases: [...need.phrases, 'the whatsit is flobbling', 'flobbling again', 'flobbling all night'] }
        : need;
    const before = judge(text, openModel(bytes)).ranked.find(({ id }) => id === 'sleep')?.confidence ?? 0;
    const after = judge(text, openModel(trainVocabulary(NEEDS.map(taught), NONE)));
    expect(after.ranked[0]?.id).toBe('sleep');
    expect(after.ranked[0]?.confidence).toBeGreaterThan(before + 0.1);
  });

  it('keeps to the size it is given, on the wire too', () => {
    const small = trainVocabulary(NEEDS, NONE, 2048);
    expect(small.length).toBeLessThanOrEqual(2048);
    expect(Math.max(brotliCompressSync(bytes).length, gzipSync(bytes).length)).toBeLessThanOrEqual(80 * 1024);
    expect(openModel(small).head.needs).toEqual(NEEDS.map(({ id }) => id));
  });

  it('says what is missing when there is too little to learn from', () => {
    expect(() => trainVocabulary(NEEDS.slice(0, 1), NONE)).toThrow(/at least two needs/);
    expect(() => trainVocabulary([...NEEDS, { id: 'silent', urgent: false, phrases: [] }], NONE)).toThrow(/silent/);
    expect(() => trainVocabulary(NEEDS, [])).toThrow(/none.txt/);
  });

  it('gives chances that sum to less than one beside none, and an alarm between 0 and 1', () => {
    const { ranked, alarm, none } = judge('he keeps hitting me', openModel(bytes));
    expect(ranked.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1.000001);
    for (const chance of [alarm, none]) {
      expect(chance).toBeGreaterThanOrEqual(0);
      expect(chance).toBeLessThanOrEqual(1);
    }
  });
});

describe('opening a vocabulary file', () => {
  const bytes = trainVocabulary(NEEDS, NONE, 2048);
  it.each([
    ['nothing', new Uint8Array()],
    ['an error page', new TextEncoder().encode('<!doctype html><title>Not found</title>')],
    ['another version', Uint8Array.from(bytes, (byte, at) => (at === 4 ? 99 : byte))],
    ['a file cut short', bytes.slice(0, 40)],
  ])('refuses %s with what to do', (_, wrong) => {
    expect(() => openModel(wrong)).toThrow(/build the site again/i);
  });
});
