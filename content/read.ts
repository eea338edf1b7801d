import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { parseDocument } from 'yaml';
import { type Problem, shown } from './problem.ts';
import { COUNCIL_FILE, RECORD_TYPES, type RecordType } from './schema/records.ts';

/** The most a record file may weigh, in bytes. The largest real one is under a tenth of it. */
export const LARGEST_RECORD = 256 * 1024;

/** Where phrases live: one text file a need, and one for what belongs to no need. */
export const PHRASES_FOLDER = 'phrases';
export const NONE_PHRASES = 'none';

/**
 * Reads a records folder into raw entries, unchecked. Nothing is dropped: a file that cannot be read
 * becomes a problem, and the rest are read all the same.
 *
 * Read in one go, not turn by turn: with ten thousand small files the turns cost more than the reading.
 *
 * @param folder the records folder, such as content/records
 * @returns entries in order of file name, phrases by need id, and every problem found on the way
 */
export function readRecords(folder: string): RawContent {
  const raw: RawContent = { council: undefined, entries: [], phrases: new Map(), problems: [] };
  const council = readYaml(folder, COUNCIL_FILE.file, raw.problems);
  if (council) raw.council = { type: 'council', id: 'council', ...council };

  for (const [type, { folder: name, required }] of Object.entries(RECORD_TYPES)) {
    const files = filesIn(folder, name, ['.yaml', '.yml'], raw.problems);
    if (required && files.length === 0) {
      raw.problems.push({
        file: `${name}/`,
        field: '',
        value: '(no files)',
        what: `there is no ${type} at all`,
        mend: `add at least one YAML file to ${name}/`,
      });
    }
    for (const file of files) {
      const read = readYaml(folder, file, raw.problems);
      if (read) raw.entries.push({ type: type as RecordType, id: idOf(file), ...read });
    }
  }

  for (const file of filesIn(folder, PHRASES_FOLDER, ['.txt'], raw.problems)) {
    const text = readText(folder, file, raw.problems, LARGEST_RECORD * 4);
    if (text !== undefined) raw.phrases.set(idOf(file), { file, phrases: phrasesIn(text) });
  }
  return raw;
}

/** The phrases in a phrase file: one a line; blank lines and lines that begin with # are for people. */
export function phrasesIn(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

function filesIn(folder: string, name: string, endings: string[], problems: Problem[]): string[] {
  let names: string[];
  try {
    names = readdirSync(join(folder, name));
  } catch {
    return [];
  }
  const kept: string[] = [];
  for (const file of names.sort()) {
    if (file.startsWith('.') || file === 'README.md') continue;
    if (endings.includes(extname(file)) && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(idOf(file))) kept.push(`${name}/${file}`);
    else {
      problems.push({
        file: `${name}/${file}`,
        field: '',
        value: file,
        what: 'is not named like a record, so nobody would ever see it',
        mend: `name it in small letters, numbers and hyphens, ending in ${endings[0] ?? ''}`,
      });
    }
  }
  return kept;
}

function readYaml(folder: string, file: string, problems: Problem[]): { file: string; data: unknown } | undefined {
  const text = readText(folder, file, problems, LARGEST_RECORD);
  if (text === undefined) return undefined;
  // The core schema leaves 2026-05-04 as words; one reader means it is the same everywhere.
  const document = parseDocument(text, { schema: 'core', uniqueKeys: true, merge: false });
  for (const error of document.errors) {
    const line = error.linePos?.[0].line ?? 1;
    problems.push({
      file,
      field: `line ${line}`,
      value: shown(text.split('\n')[line - 1] ?? ''),
      what: `is not valid YAML: ${error.message.split('\n')[0]?.replace(/ at line.*$/, '') ?? 'unreadable'}`,
      mend: 'check the indent, the colon and the quotes on that line and the line above',
    });
  }
  if (document.errors.length > 0) return undefined;
  try {
    return { file, data: document.toJS({ maxAliasCount: 20 }) as unknown };
  } catch (error) {
    problems.push({ file, field: '', value: '(aliases)', what: String(error), mend: 'write the values out in full' });
    return undefined;
  }
}

function readText(folder: string, file: string, problems: Problem[], largest: number): string | undefined {
  try {
    const { size } = statSync(join(folder, file));
    if (size > largest) {
      problems.push({
        file,
        field: '',
        value: `${Math.round(size / 1024)} KB`,
        what: `is larger than a record may be (${largest / 1024} KB)`,
        mend: 'look for text pasted in by mistake; split a long list over several records',
      });
      return undefined;
    }
    return readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    problems.push({
      file,
      field: '',
      value: '(unreadable)',
      what: `could not be read: ${error instanceof Error ? error.message : String(error)}`,
      mend: 'check that the file exists and may be read',
    });
    return undefined;
  }
}

function idOf(file: string): string {
  return basename(file, extname(file));
}

export type RawEntry = { type: RecordType | 'council'; id: string; file: string; data: unknown };

export type RawContent = {
  council: RawEntry | undefined;
  entries: RawEntry[];
  phrases: Map<string, { file: string; phrases: string[] }>;
  problems: Problem[];
};
