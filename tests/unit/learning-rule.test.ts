import { describe, expect, it, test } from 'vitest';
import { trainVocabulary } from '../../indexer/vocabulary/train.ts';
import { asksNotToBeCounted, mayBeCounted, plainWords } from '../../site/learning/rule.ts';
import { openModel, understand } from '../../site/search/understand.ts';
import { NOTHING_UNDERSTOOD, type Understanding } from '../../site/search/understanding.ts';
import { NEEDS, NONE } from '../fixtures/small-vocabulary.ts';

const model = openModel(trainVocabulary(NEEDS, NONE));
const facts = {
  district: 'Bradford',
  localities: [],
  languages: [],
  needs: Object.fromEntries(NEEDS.filter(({ urgent }) => urgent).map(({ id }) => [id, { urgent: true as const }])),
};
const counted = (text: string) => mayBeCounted(text, (one, ignore) => understand(one, model, facts, ignore), facts);

describe('words that may be counted', () => {
  it.each([
    ['  Qixly   Wozzle ', 'qixly wozzle'],
    ['“Qixly”, wozzle?', 'qixly wozzle'],
    ['nanna’s wozzle‑club', "nanna's wozzle-club"],
    ['ＱＩＸＬＹ', 'qixly'],
    ['école maternelle', 'école maternelle'],
    ['माँ का दूध', 'माँ का दूध'],
  ])('%j become %j', (typed, words) => expect(plainWords(typed)).toBe(words));

  it.each([
    'my wozzle is 7',
    'wozzle ७',
    'wozzle ½',
    'wozzle near BD5 0HD',
    'qixly BD5',
    'ann@example.org',
    'wozzle/qixly',
    'wozzle.example',
    '<b>wozzle</b>',
    'wozzle 😀',
    'wozzle\u202equixly',
    'one two three four five six seven',
    'w'.repeat(61),
    'wo',
    "-- ''",
    '',
    'a '.repeat(5000),
  ])('%j never become words', (typed) => expect(plainWords(typed)).toBeUndefined());
});

test('nonsense that the vocabulary does not know may be counted', () => {
  expect(counted('qxzzv wjjkq')).toBe('qxzzv wjjkq');
});

test.each(NEEDS.filter(({ urgent }) => urgent).flatMap(({ phrases }) => phrases))(
  'a disclosure is never sent: %s',
  (phrase) => expect(counted(phrase)).toBeUndefined(),
);

test('the quiet tier, and an urgent need that is only near, are enough not to send', () => {
  const words = 'qxzzv wjjkq';
  const after = (said: Partial<Understanding>) =>
    mayBeCounted(words, (text) => ({ ...NOTHING_UNDERSTOOD, ...(text === words && said) }), facts);
  const near = { id: 'domestic-abuse', confidence: 0.05 };
  expect(after({})).toBe(words);
  expect(after({ urgent: { tier: 'quiet' } })).toBeUndefined();
  expect(after({ urgent: { tier: 'strong' } })).toBeUndefined();
  expect(after({ ranked: [near] })).toBeUndefined();
});

test('a need that was understood, and a postcode, are never sent', () => {
  expect(counted('bedtime is a battle')).toBeUndefined();
  const place = { kind: 'postcode' as const, text: 'BD5 0HD' };
  expect(mayBeCounted('qxzzv wjjkq', () => ({ ...NOTHING_UNDERSTOOD, place }), facts)).toBeUndefined();
});

test('a browser that asks not to be watched is left alone', () => {
  expect(asksNotToBeCounted({ globalPrivacyControl: true })).toBe(true);
  expect(asksNotToBeCounted({ doNotTrack: '1' })).toBe(true);
  expect(asksNotToBeCounted({ globalPrivacyControl: false, doNotTrack: null })).toBe(false);
});
