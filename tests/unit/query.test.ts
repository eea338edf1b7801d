import { expect, test } from 'vitest';
import { EMPTY_QUERY, readFragment, writeFragment } from '../../site/search/query.ts';

test('a search goes into the fragment and comes back the same', () => {
  const query = {
    text: 'my baby won’t sleep & I’m tired #help BD5 0HD',
    filters: {
      need: 'sleep',
      age: 0,
      hub: 'bradford-east',
      free: true,
      access: 'drop-in',
      delivery: 'phone',
      language: 'Urdu',
      send: true,
      when: 'this-week',
    },
    ignore: ['need:autism', 'place'],
  } as const;
  const back = readFragment(`#${writeFragment({ ...query, ignore: [...query.ignore] })}`);
  expect(back).toEqual(query);
});

test('age 0 is an age', () => {
  expect(writeFragment({ ...EMPTY_QUERY, filters: { age: 0 } })).toBe('age=0');
  expect(readFragment('#age=0').filters.age).toBe(0);
});

test('an empty search is an empty fragment', () => {
  expect(writeFragment(EMPTY_QUERY)).toBe('');
  expect(readFragment('')).toEqual(EMPTY_QUERY);
  expect(readFragment('#')).toEqual(EMPTY_QUERY);
});

test.each([
  '#%',
  '#%E0%A4%A',
  '#q=%ff%fe',
  '#age=-1&age=200&hub=../../etc&need=<script>',
  '#age=12.5',
  '#access=constructor&how=__proto__&when=valueOf',
  '#free=yes&send=true',
  '#main',
  `#q=${'👶'.repeat(9000)}`,
  '#q=\ud800',
])('rubbish is a search or nothing, never an error: %s', (fragment) => {
  const { text, filters } = readFragment(fragment);
  expect(filters).toEqual({});
  expect(text.length).toBeLessThanOrEqual(500);
});

test('a very long search is cut before it goes into the address', () => {
  expect(writeFragment({ ...EMPTY_QUERY, text: 'x'.repeat(10_000) }).length).toBeLessThanOrEqual(502);
  expect(() => writeFragment({ ...EMPTY_QUERY, text: '\ud83d'.repeat(600) })).not.toThrow();
});

test('many things taken away are bounded', () => {
  const fragment = Array.from({ length: 100 }, (_, i) => `not=need:${i}`).join('&');
  expect(readFragment(fragment).ignore).toHaveLength(20);
});
