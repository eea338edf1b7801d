import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openHome } from '../../site/desk/actions/home.ts';
import { seeHistory, undoPublish } from '../../site/desk/actions/publishing.ts';
import { addWords, setWordsAside, wordsToAdd } from '../../site/desk/actions/words.ts';
import { type Desk, openDesk } from '../../site/desk/desk.ts';
import { LEARNS, pagesThatUnderstand } from '../fixtures/desk/learning.ts';
import { clearDesks, openTestDesk, person, TWO_HUBS } from '../fixtures/desk/open.ts';

afterEach(clearDesks);

const EDITOR = { ...person('district-editor'), name: 'Ann' };
const WORDS = 'qixly wozzle';

async function learningDesk(words = [WORDS], content = LEARNS): Promise<Desk> {
  const { desk } = await openTestDesk({ content, build: pagesThatUnderstand });
  for (const one of words) await used(desk, one);
  return desk;
}

async function used(desk: Desk, words: string): Promise<void> {
  for (const day of ['2026-11-20', '2026-11-20', '2026-11-20', '2026-11-21', '2026-11-21'])
    await desk.words.count(words, day, 5);
}

async function phrases(desk: Desk, id: string): Promise<string> {
  const live = await desk.publisher.releases.live();
  return readFile(join(live?.records ?? '', 'phrases', `${id}.txt`), 'utf8').catch(() => '');
}

test('words that several used are offered with the likeliest needs first, and counted by week', async () => {
  const desk = await learningDesk(['nihgt wakinng', WORDS]);
  const { on, people, list, themes } = await wordsToAdd(desk, EDITOR);
  expect({ on, people }).toEqual({ on: true, people: 5 });
  expect(list.map(({ words }) => words)).toEqual(['nihgt wakinng', WORDS]);
  expect(list[0]).toMatchObject({ total: 5, weeks: [{ monday: '2026-11-16', count: 5 }] });
  expect(list[0]?.nearest[0]).toEqual({ id: 'sleep', title: 'My child will not sleep' });
  expect(themes.flatMap(({ needs }) => needs.map(({ id }) => id))).toEqual(['food', 'sleep']);
  expect((await openHome(desk, EDITOR)).words).toBe(2);
  expect((await openHome(desk, person('hub-editor', 'north'))).words).toBeUndefined();
  await desk.close();
});

test('one press adds the words to the need, in the editor’s name, and undoing takes them out again', async () => {
  const desk = await learningDesk();
  const before = await phrases(desk, 'sleep');
  await addWords(desk, EDITOR, { words: WORDS, to: 'sleep' });
  expect((await wordsToAdd(desk, EDITOR)).list).toEqual([]);
  await desk.publisher.work();
  expect(await phrases(desk, 'sleep')).toBe(`${before}${WORDS}\n`);
  expect((await desk.content.published()).records.need.find(({ id }) => id === 'sleep')?.phrases).toContain(WORDS);
  const [line] = await seeHistory(desk, EDITOR);
  expect(line).toMatchObject({ name: 'Ann', subject: `‘${WORDS}’ means: My child will not sleep`, undoable: true });
  expect(await seeHistory(desk, person('hub-editor', 'north'))).toEqual([]);

  await used(desk, 'flibber');
  await addWords(desk, EDITOR, { words: 'flibber', to: 'sleep' });
  await desk.publisher.work();
  await undoPublish(desk, EDITOR, line?.commit ?? '');
  await desk.publisher.work();
  expect(await phrases(desk, 'sleep'), 'what was added since stays').toBe(`${before}flibber\n`);
  await expect(undoPublish(desk, EDITOR, line?.commit ?? '')).rejects.toMatchObject({ kind: 'moved-on' });
  await desk.close();
});

test('two editors who add to one need at once both keep theirs', async () => {
  const desk = await learningDesk([WORDS, 'flibber', 'zorn']);
  await Promise.all([
    addWords(desk, EDITOR, { words: WORDS, to: 'sleep' }),
    addWords(desk, person('administrator'), { words: 'flibber', to: 'sleep' }),
    addWords(desk, EDITOR, { words: 'zorn', to: 'none' }),
  ]);
  await desk.publisher.work();
  const sleep = await phrases(desk, 'sleep');
  expect([sleep.includes(WORDS), sleep.includes('flibber')]).toEqual([true, true]);
  expect(await phrases(desk, 'none')).toBe('bin day\nzorn\n');
  await desk.close();
});

test('what the project adds to the same need later joins what the desk added', async () => {
  const { desk, settings } = await openTestDesk({ content: LEARNS, build: pagesThatUnderstand });
  await used(desk, WORDS);
  await addWords(desk, EDITOR, { words: WORDS, to: 'sleep' });
  await desk.publisher.work();
  await desk.close();
  const update = '# For editors\nnight waking\nnever naps\n';
  await writeFile(join(settings.projectRecords, 'phrases/sleep.txt'), update);
  const again = await openDesk(settings);
  expect((await again.recover()).join()).not.toContain('Kept as');
  expect(await phrases(again, 'sleep')).toBe(`# For editors\n\nnight waking\n${WORDS}\nnever naps\n`);
  await again.close();
});

test('words set aside are forgotten, and cannot be added any more', async () => {
  const desk = await learningDesk();
  await setWordsAside(desk, EDITOR, { words: WORDS });
  expect((await wordsToAdd(desk, EDITOR)).list).toEqual([]);
  await expect(addWords(desk, EDITOR, { words: WORDS, to: 'sleep' })).rejects.toMatchObject({ kind: 'moved-on' });
  await desk.close();
});

test.each([
  ['a need that is not there', { words: WORDS, to: 'wozzle' }, 'not-right'],
  ['no need', { words: WORDS, to: '' }, 'not-right'],
  ['another file', { words: WORDS, to: '../council' }, 'not-right'],
  ['words that nobody used', { words: 'my own idea', to: 'sleep' }, 'moved-on'],
  ['no words', { to: 'sleep' }, 'moved-on'],
  ['a secret place', { words: 'lantern house', to: 'sleep' }, 'not-right'],
])('%s is refused, and nothing is published', async (_name, form, kind) => {
  const desk = await learningDesk([WORDS, 'lantern house']);
  await expect(addWords(desk, EDITOR, form as Record<string, string>)).rejects.toMatchObject({ kind });
  expect(await desk.publisher.queue.waiting()).toEqual([]);
  await desk.close();
});

test('where the council does not learn there is no list, whatever was counted', async () => {
  const desk = await learningDesk([WORDS], TWO_HUBS);
  expect(await wordsToAdd(desk, EDITOR)).toMatchObject({ on: false, list: [] });
  expect((await openHome(desk, EDITOR)).words).toBeUndefined();
  await expect(setWordsAside(desk, EDITOR, { words: WORDS })).rejects.toMatchObject({ kind: 'moved-on' });
  await desk.close();
});
