import { expect, test } from 'vitest';
import { FILE_VERSION, ITERATIONS, lock, type Saved, unlock } from '../../site/forms/saved-file.ts';

const saved: Saved = {
  form: 'group-referral',
  formVersion: 1,
  savedOn: '2026-11-22',
  answers: {
    name: "Siân O'Brien-Özdemir",
    worries: 'زینب '.repeat(600),
    people: [{ name: '李小龍', ticked: ['a', 'b'] }],
  },
};
const PASSPHRASE = 'correct horse battery';
const file = await lock(saved, PASSPHRASE);

test('what was locked comes back, every word', async () => {
  expect(await unlock(file, PASSPHRASE)).toEqual({ saved });
});

test('nothing that was typed can be read in the file', () => {
  for (const word of ["O'Brien", 'زینب', '李', 'worries', PASSPHRASE]) expect(file).not.toContain(word);
  expect(JSON.parse(file).key).toMatchObject({ name: 'PBKDF2', hash: 'SHA-256', iterations: ITERATIONS });
  expect(ITERATIONS).toBeGreaterThanOrEqual(600_000);
});

test('two files of the same words differ: salt and nonce are new each time', async () => {
  const again = JSON.parse(await lock(saved, PASSPHRASE)) as { words: string; key: { salt: string } };
  expect(again.words).not.toBe(JSON.parse(file).words);
  expect(again.key.salt).not.toBe(JSON.parse(file).key.salt);
});

test('the same passphrase from another keyboard opens it', async () => {
  const composed = await lock(saved, 'café de la gare');
  expect(await unlock(composed, 'cafe\u0301 de la gare')).toEqual({ saved });
});

test('a wrong passphrase is told apart from a damaged file', async () => {
  expect(await unlock(file, 'incorrect horse')).toEqual({ problem: 'wrong-passphrase' });
  const parts = JSON.parse(file) as { words: string; form: string };
  const middle = Math.floor(parts.words.length / 2);
  const other = parts.words[middle] === 'A' ? 'B' : 'A';
  const hurt = { ...parts, words: parts.words.slice(0, middle) + other + parts.words.slice(middle + 1) };
  expect(await unlock(JSON.stringify(hurt), PASSPHRASE)).toEqual({ problem: 'damaged' });
  expect(await unlock(JSON.stringify({ ...parts, form: 'another' }), PASSPHRASE)).toEqual({ problem: 'damaged' });
});

test('half a file, another file and a file of a newer kind are each named', async () => {
  expect(await unlock(file.slice(0, -40), PASSPHRASE)).toEqual({ problem: 'not-a-saved-form' });
  expect(await unlock('{"hello":1}', PASSPHRASE)).toEqual({ problem: 'not-a-saved-form' });
  expect(await unlock('null', PASSPHRASE)).toEqual({ problem: 'not-a-saved-form' });
  expect(await unlock(JSON.stringify({ ...JSON.parse(file), version: FILE_VERSION + 1 }), PASSPHRASE)).toEqual({
    problem: 'newer',
  });
});
