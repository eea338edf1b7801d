import { expect, test } from 'vitest';
import { paragraph } from '../../content/schema/parts/words.ts';
import { plainLine, plainParagraphs, plainText, shortened } from '../../indexer/import/plain-text.ts';

const ATTACKS = [
  '<script>alert(1)</script>Hello',
  '&lt;script&gt;alert(1)&lt;/script&gt;Hello',
  '&amp;lt;script&amp;gt;alert(1)&amp;lt;/script&amp;gt;Hello',
  '<img src=x onerror=alert(1)>Hello',
  '<a href="javascript:alert(1)">Hello</a>',
  '<<b>script>alert(1)<</b>/script>Hello',
  '<svg/onload=alert(1)>Hello',
  '<style>p{}</style><!-- hidden --><iframe src="//x"></iframe>Hello',
  'Hello <',
  'Hello &#60;img src=x&#62;',
];

test.each(ATTACKS)('nothing of %j is left that a page could run, and the words stay', (attack) => {
  const text = plainText(attack) ?? '';
  expect(text).toContain('Hello');
  expect(text).not.toMatch(/<\/?[a-z!]/i);
  expect(paragraph().safeParse(text).success).toBe(true);
});

test('paragraphs, list items and line ends stay apart', () => {
  expect(plainParagraphs('<p>One.</p><p>Two<br>lines.</p><ul><li>Three</li></ul>')).toEqual([
    'One.',
    'Two\nlines.',
    'Three',
  ]);
});

test('entities are letters, and hidden or turning-round letters are gone', () => {
  expect(plainLine('Tea &amp; talk &#8211; &pound;1&nbsp;each', 90)).toBe('Tea & talk – £1 each');
  expect(plainLine('a\u202Eb\u0000c\u200Bd', 90)).toBe('abcd');
});

test('long words are cut at a word, long paragraphs at a sentence', () => {
  expect(shortened('one two three four', 12)).toBe('one two…');
  const long = plainParagraphs(`${'A sentence of some length. '.repeat(100)}`, 300);
  expect(long.every((text) => text.length <= 300 && text.endsWith('.'))).toBe(true);
  expect(long.join(' ').length).toBeGreaterThan(2500);
});

test('what is not text is nothing, and a megabyte of tags is cleaned in good time', () => {
  expect([null, 5, {}, [], ''].map(plainText)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  const started = process.cpuUsage();
  plainText('<'.repeat(1_000_000));
  plainText('<p>'.repeat(300_000));
  plainText('&amp;lt;'.repeat(100_000));
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(3000);
});
