import { NONE_PHRASES } from '../../../content/read.ts';
import type { KeptWords } from '../../learning/counts.ts';
import type { Desk } from '../desk.ts';
import { allow, type Person } from '../people/roles.ts';
import type { PhrasesChange } from '../publishing/publisher.ts';
import { Refused } from '../refused.ts';
import { namesASecret } from '../timetables/secrets.ts';

/**
 * 'Words to add': what several people looked for and did not find, most often first, each with the needs it is
 * likeliest to mean. Nothing about who, and no day: counts by week.
 */
export async function wordsToAdd(desk: Desk, person: Person | undefined): Promise<WordsToAdd> {
  allow(person, 'add words');
  const { records } = await desk.content.published();
  const { on, people } = records.council.learning;
  const shown = records.need.filter((need) => need.status !== 'draft');
  const titles = new Map(shown.map((need) => [need.id, need.title]));
  const themes = [...records.theme]
    .sort((a, b) => a.order - b.order)
    .map(({ id, title }) => ({
      title,
      needs: shown.filter((need) => need.theme === id).map((need) => ({ id: need.id, title: need.title })),
    }))
    .filter(({ needs }) => needs.length > 0);
  const open = on ? await desk.understanding.open() : undefined;
  const waiting = on ? await waitingWords(desk) : [];
  const list = waiting.map((kept) => {
    const ranked = open?.understand(kept.words, []).ranked ?? [];
    const nearest = ranked.slice(0, MOST_NEAREST).flatMap(({ id }) => {
      const title = titles.get(id);
      return title === undefined ? [] : [{ id, title }];
    });
    return { ...kept, nearest };
  });
  return { on, people, themes, list };
}

/**
 * Adds words to a need's phrases, or to those of none, and publishes it like every edit.
 *
 * @param form `words`, as they stand on the list, and `to`, a need or 'none'
 * @returns the publish to follow, and the title of the need or undefined for none
 */
export async function addWords(
  desk: Desk,
  person: Person | undefined,
  form: Record<string, string>,
): Promise<{ job: string; title: string | undefined }> {
  allow(person, 'add words');
  const words = await onList(desk, form.words);
  const { records } = await desk.content.published();
  const need = records.need.find(({ id, status }) => id === form.to && status !== 'draft');
  if (!need && form.to !== NONE_PHRASES)
    throw new Refused('not-right', 'It was not added yet.', { to: 'Choose what these words mean.' });
  if (namesASecret(records, words)) {
    throw new Refused('not-right', 'It was not added: it names a group or a place that must not be named here.', {}, [
      'Set it aside instead.',
    ]);
  }
  const change: PhrasesChange = { type: 'phrases', id: need?.id ?? NONE_PHRASES, add: [words], remove: [] };
  const subject = need ? `‘${words}’ means: ${need.title}` : `‘${words}’ means none of the needs`;
  return { job: await desk.publisher.ask({ by: person, words: subject, changes: [change] }), title: need?.title };
}

/** Forgets words that are nobody's business, or no use. They do not come back this month. */
export async function setWordsAside(
  desk: Desk,
  person: Person | undefined,
  form: Record<string, string>,
): Promise<void> {
  allow(person, 'add words');
  await desk.words.setAside(await onList(desk, form.words), desk.today());
}

/** How many texts wait. For the home page, which asks first who is looking. */
export async function countWordsToAdd(desk: Desk): Promise<number> {
  return (await waitingWords(desk)).length;
}

/** Words that nobody has dealt with: in no phrases file, and in no publish under way. */
async function waitingWords(desk: Desk): Promise<KeptWords[]> {
  const { records } = await desk.content.published();
  const jobs = await desk.publisher.queue.waiting();
  const done = new Set([
    ...records.nonePhrases,
    ...records.need.flatMap((need) => need.phrases),
    ...jobs.flatMap((job) => job.changes.flatMap((change) => (change.type === 'phrases' ? change.add : []))),
  ]);
  return desk.words.list().filter(({ words }) => !done.has(words));
}

/** Only what is on the list can be added: this is no way to write just anything into the content. */
async function onList(desk: Desk, words: string | undefined): Promise<string> {
  const { records } = await desk.content.published();
  if (!records.council.learning.on || !(await waitingWords(desk)).some((one) => one.words === words))
    throw new Refused('moved-on', 'These words are no longer on the list. Somebody may have dealt with them.');
  return words ?? '';
}

const MOST_NEAREST = 5;

export type WordsToAdd = {
  on: boolean;
  /** How many people must have used the same words. */
  people: number;
  themes: { title: string; needs: { id: string; title: string }[] }[];
  list: (KeptWords & { nearest: { id: string; title: string }[] })[];
};
