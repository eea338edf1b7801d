import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { shown } from './problem.ts';
import { NONE_PHRASES, PHRASES_FOLDER, phrasesIn } from './read.ts';
import { replaceSafely } from './safe-file.ts';
import { RECORD_TYPES } from './schema/records.ts';
import { line } from './schema/parts/words.ts';
import { EVERYONE_READS, insideFolder, WriteRefused } from './write.ts';

/**
 * Adds phrases to a need's phrases file, or takes them out. What people wrote between the phrases stays as it
 * is, and so does every other line. Whole or not at all, like every record.
 *
 * @param folder the records folder, such as content/records
 * @param id a need that is there, or 'none' for what belongs to no need; nothing else can be written
 * @param change phrases to add at the end, and to take out wherever they stand; one already there is not added twice
 * @returns the file, from the records folder, such as phrases/sleep.txt
 * @throws WriteRefused, and nothing written, when the need is not there or a phrase cannot stand on a line of its own
 */
export async function writePhrases(folder: string, id: string, change: PhraseChange): Promise<string> {
  await insideFolder(folder, PHRASES_FOLDER, id);
  const file = `${PHRASES_FOLDER}/${id}.txt`;
  if (id !== NONE_PHRASES && !(await isNeed(folder, id))) {
    throw refused(file, id, 'holds phrases for a need that does not exist', 'choose a need that is there');
  }
  for (const phrase of [...change.add, ...change.remove]) {
    if (!PHRASE.safeParse(phrase).success || phrase.trim() !== phrase || phrase.startsWith('#'))
      throw refused(
        file,
        phrase,
        'is not a phrase',
        `write plain words on one line, at most ${LONGEST_PHRASE} letters`,
      );
  }
  const before = await readFile(join(folder, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const away = new Set(change.remove);
  const kept = before.split('\n').filter((one) => !away.has(one.trim()));
  const there = new Set(phrasesIn(before));
  const news = [...new Set(change.add)].filter((phrase) => !there.has(phrase));
  const after = [...trimEnd(kept), ...news].map((one) => `${one}\n`).join('');
  if (after !== before) await replaceSafely(join(folder, file), after, EVERYONE_READS);
  return file;
}

async function isNeed(folder: string, id: string): Promise<boolean> {
  for (const ending of ['yaml', 'yml']) {
    const found = await stat(join(folder, RECORD_TYPES.need.folder, `${id}.${ending}`)).catch(() => undefined);
    if (found?.isFile()) return true;
  }
  return false;
}

/** Without the blank lines at the end, so that what is added joins the list. */
function trimEnd(lines: string[]): string[] {
  const last = lines.findLastIndex((one) => one.trim() !== '');
  return lines.slice(0, last + 1);
}

function refused(file: string, value: string, what: string, mend: string): WriteRefused {
  return new WriteRefused([{ file, field: '', value: shown(value), what, mend }]);
}

const LONGEST_PHRASE = 200;
const PHRASE = line(LONGEST_PHRASE);

export type PhraseChange = { add: readonly string[]; remove: readonly string[] };
