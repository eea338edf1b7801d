import { expect, test } from 'vitest';
import { agesInclude, passes } from '../../site/search/filters.ts';
import { milesBetween, milesInWords } from '../../site/search/miles.ts';
import { rank, type Wanted } from '../../site/search/rank.ts';
import { linesFor } from '../../site/search/urgent-lines.ts';
import { document } from '../fixtures/search-documents.ts';

const nothing: Wanted = { needs: [], words: true, hubCount: 2, titleOf: (id) => `Title of ${id}` };
const sleep: Wanted = { ...nothing, needs: [{ id: 'sleep', confidence: 0.9 }] };

/** The ids in the order they are shown, for documents found by need alone unless said otherwise. */
function order(wanted: Wanted, ...found: [ReturnType<typeof document>, number?][]): string[] {
  return rank(
    found.map(([one, words = 0]) => ({ document: one, words })),
    wanted,
  ).map((one) => one.document.id);
}

test('what it is mainly for comes before what it also helps with', () => {
  const main = document({ id: 'service/main', needs: ['sleep'] });
  const also = document({ id: 'service/also', needs: ['food', 'sleep'] });
  expect(order(sleep, [also], [main])).toEqual(['service/main', 'service/also']);
});

test('something called what was typed stands first, whatever was understood', () => {
  const named = document({ id: 'group/cygnet', needs: ['autism'] });
  const main = document({ id: 'service/main', needs: ['sleep'] });
  expect(order(sleep, [main], [named, 1])).toEqual(['group/cygnet', 'service/main']);
});

test('a service that is closed for now comes last', () => {
  const closed = document({ id: 'service/closed', needs: ['sleep'], closed: true, access: ['drop-in'] });
  const open = document({ id: 'service/open', needs: ['food', 'sleep'] });
  expect(order(sleep, [closed], [open])).toEqual(['service/open', 'service/closed']);
});

test('a baby is age 0: help for babies fits and help for older children does not', () => {
  const babies = document({ id: 'service/babies', needs: ['sleep'], minimum_age: 0, maximum_age: 1 });
  const older = document({
    id: 'service/older',
    needs: ['sleep'],
    minimum_age: 1,
    maximum_age: 11,
    checked: '2026-11-01',
  });
  expect(order({ ...sleep, ages: { from: 0, to: 0 } }, [older], [babies])).toEqual(['service/babies', 'service/older']);
  expect(agesInclude({ minimum_age: 1 }, 0)).toBe(false);
  expect(agesInclude({ maximum_age: 0 }, 0)).toBe(true);
});

test('nearer comes before farther, and the distance is a reason', () => {
  const near = document({ id: 'service/near', needs: ['sleep'], positions: [{ latitude: 53.8, longitude: -1.75 }] });
  const far = document({ id: 'service/far', needs: ['sleep'], positions: [{ latitude: 53.9, longitude: -1.9 }] });
  const ranked = rank(
    [
      { document: far, words: 0 },
      { document: near, words: 0 },
    ],
    {
      ...sleep,
      near: { latitude: 53.79, longitude: -1.75 },
    },
  );
  expect(ranked.map((one) => one.document.id)).toEqual(['service/near', 'service/far']);
  expect(ranked[0]?.why).toContain('About 0.7 miles away');
});

test('help of another hub area comes after help of one’s own, and one’s own is a reason', () => {
  const own = document({ id: 'group/own', needs: ['sleep'], hubs: ['north'] });
  const other = document({ id: 'group/other', needs: ['sleep'], hubs: ['south'] });
  const ranked = rank(
    [
      { document: other, words: 0 },
      { document: own, words: 0 },
    ],
    { ...sleep, hub: 'north' },
  );
  expect(ranked.map((one) => one.document.id)).toEqual(['group/own', 'group/other']);
  expect(ranked[0]?.why).toContain('In your hub area');
});

test('local comes before national and easy before hard, when they help alike', () => {
  const national = document({ id: 'service/national', needs: ['sleep'], area: 'national' });
  const local = document({ id: 'service/local', needs: ['sleep'], area: 'district' });
  const referral = document({ id: 'service/referral', needs: ['sleep'], area: 'district', access: ['referral'] });
  expect(order(sleep, [national], [referral], [local])).toEqual([
    'service/local',
    'service/referral',
    'service/national',
  ]);
});

test('what was checked comes before what is unconfirmed', () => {
  const checked = document({ id: 'service/z', needs: ['sleep'], checked: '2026-11-01' });
  const unconfirmed = document({ id: 'service/a', needs: ['sleep'] });
  expect(order(sleep, [unconfirmed], [checked])).toEqual(['service/z', 'service/a']);
});

test('what the editors put first under a need comes first', () => {
  const a = document({ id: 'service/a', needs: ['sleep'] });
  const b = document({ id: 'service/b', needs: ['sleep'] });
  expect(order({ ...sleep, shownFirst: () => ['b'] }, [a], [b])).toEqual(['service/b', 'service/a']);
});

test('two meanings nearly as sure as one another share the first five places', () => {
  const help = (need: string) =>
    Array.from({ length: 6 }, (_, i) => document({ id: `service/${need}-${i}`, needs: [need] }));
  const wanted: Wanted = {
    ...nothing,
    needs: [
      { id: 'sleep', confidence: 0.5 },
      { id: 'autism', confidence: 0.4 },
    ],
  };
  const first = order(wanted, ...[...help('sleep'), ...help('autism')].map((one): [typeof one] => [one])).slice(0, 5);
  expect(first.filter((id) => id.includes('sleep'))).toHaveLength(3);
  expect(first.filter((id) => id.includes('autism'))).toHaveLength(2);
});

test('one sure meaning keeps all five', () => {
  const help = (need: string) =>
    Array.from({ length: 6 }, (_, i) => document({ id: `service/${need}-${i}`, needs: [need] }));
  const wanted: Wanted = {
    ...nothing,
    needs: [
      { id: 'sleep', confidence: 0.95 },
      { id: 'autism', confidence: 0.1 },
    ],
  };
  const first = order(wanted, ...[...help('autism'), ...help('sleep')].map((one): [typeof one] => [one])).slice(0, 5);
  expect(first.every((id) => id.includes('sleep'))).toBe(true);
});

test('a stray word of a sentence that was understood brings nothing else', () => {
  const main = document({ id: 'service/main', needs: ['sleep'] });
  const stray = document({ id: 'service/stray', needs: ['food'] });
  expect(order(sleep, [main], [stray, 0.3])).toEqual(['service/main']);
  expect(order(nothing, [stray, 0.3])).toEqual(['service/stray']);
});

test('needs are shown by themselves, never in the list', () => {
  expect(order(sleep, [document({ id: 'need/sleep' }), 1])).toEqual([]);
});

test('with nothing asked but a filter, everything that passes is listed', () => {
  const all = [document({ id: 'service/a' }), document({ id: 'group/b' })];
  expect(order({ ...nothing, words: false }, ...all.map((one): [typeof one] => [one]))).toHaveLength(2);
});

test('the reasons say why in plain words', () => {
  const one = document({
    id: 'service/one',
    needs: ['sleep'],
    minimum_age: 0,
    maximum_age: 4,
    free: true,
    languages: ['Urdu'],
  });
  const [ranked] = rank([{ document: one, words: 0.5, matched: ['night'] }], {
    ...sleep,
    ages: { from: 2, to: 2 },
    free: true,
    language: 'Urdu',
  });
  expect(ranked?.why).toEqual(['Helps with: Title of sleep', 'Babies to age 4', 'In Urdu', 'Free']);
  const [byWord] = rank([{ document: one, words: 0.5, matched: ['night'] }], nothing);
  expect(byWord?.why).toEqual(['Matches “night”']);
});

test('distances are said in miles, one decimal, and no finer than is true', () => {
  const bradford = { latitude: 53.795, longitude: -1.759 };
  const keighley = { latitude: 53.867, longitude: -1.906 };
  expect(milesBetween(bradford, keighley)).toBeCloseTo(7.8, 0);
  expect(milesInWords(0.1)).toBe('Less than a third of a mile away');
  expect(milesInWords(0.96)).toBe('About 1 mile away');
  expect(milesInWords(12.4)).toBe('About 12 miles away');
});

test('each filter keeps only what it says, and help for any age passes an age', () => {
  const one = document({ id: 'service/one', needs: ['sleep'], hubs: ['north'], minimum_age: 5, languages: ['Urdu'] });
  expect(passes(one, {})).toBe(true);
  expect(passes(one, { need: 'food' })).toBe(false);
  expect(passes(one, { age: 0 })).toBe(false);
  expect(passes(one, { age: 5 })).toBe(true);
  expect(passes(one, { hub: 'south' })).toBe(false);
  expect(passes(one, { free: true })).toBe(false);
  expect(passes(one, { access: 'drop-in' })).toBe(false);
  expect(passes(one, { delivery: 'phone' })).toBe(true);
  expect(passes(one, { language: 'Urdu' })).toBe(true);
  expect(passes(one, { send: true })).toBe(false);
  expect(passes(one, { when: 'today' })).toBe(false);
  expect(passes(document({ id: 'group/one' }), { when: 'today' })).toBe(true);
  expect(passes(document({ id: 'service/any' }), { age: 0 })).toBe(true);
});

test('a child sees the child’s line first, and no line that is only for grown-ups', () => {
  const line = (id: string, speaks_to: 'anyone' | 'child' | 'adult') => ({
    id,
    title: id,
    when: '',
    speaks_to,
    contact: { phone: '999' },
  });
  const facts = {
    hubWord: '',
    district: '',
    hubs: [],
    localities: [],
    terms: [],
    languages: [],
    lines: [line('emergency', 'anyone'), line('helpline', 'adult'), line('childline', 'child')],
    needs: { scared: { lines: ['emergency', 'helpline', 'childline'] } },
  };
  const ids = (speaker: 'child' | 'adult') => linesFor({ need: 'scared', speaker }, facts).map(({ id }) => id);
  expect(ids('child')).toEqual(['childline', 'emergency']);
  expect(ids('adult')).toEqual(['emergency', 'helpline', 'childline']);
});
