import { randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { stringify } from 'yaml';
import { type Problem, printProblems, shown } from './problem.ts';
import { LARGEST_RECORD } from './read.ts';
import { replaceSafely } from './safe-file.ts';
import { COUNCIL_FILE, RECORD_TYPES, type RecordType } from './schema/records.ts';
import { reference } from './schema/parts/words.ts';
import { schemaProblems } from './schema-problems.ts';

/**
 * Writes one valid record to its own file, whole or not at all: a reader sees the old file or the new one, also
 * after the machine has lost its power, because both the file and its folder are on the disk before this returns.
 *
 * @param folder the records folder, such as content/records
 * @param type the record's type, which decides its folder; nothing outside the known folders can be written
 * @param id the file's name without its ending
 * @param record the fields as they stand in YAML; `id` and `phrases`, which are not fields, are left out
 * @returns the file, from the records folder, such as services/henry.yaml
 * @throws WriteRefused with every problem, and nothing written, when the record or its name is not right
 */
export async function writeRecord(
  folder: string,
  type: RecordType | 'council',
  id: string,
  record: object,
): Promise<string> {
  const file = await fileOf(folder, type, id);
  await replaceSafely(join(folder, file), textOf(type, id, file, record), EVERYONE_READS);
  return file;
}

/**
 * Writes many valid records, each whole or not at all, in their order; the first that is refused ends it.
 * Made for imports of thousands, by a command and not a server: the folders are looked at once, the files are
 * written one after the other without handing each to another thread, and the disk is not waited for: an import
 * that a power cut stops is simply run again.
 *
 * @param said called after each with how many have been written
 */
export async function writeRecords(
  folder: string,
  records: readonly { type: RecordType; id: string; record: object }[],
  said: (written: number) => void = () => undefined,
): Promise<void> {
  const older = new Map<RecordType, Set<string>>();
  for (const [index, { type, id, record }] of records.entries()) {
    refuseType(type);
    const name = RECORD_TYPES[type].folder;
    refuseId(name, id);
    let known = older.get(type);
    if (known === undefined) {
      await openFolder(folder, name);
      known = new Set(readdirSync(join(folder, name)).filter((file) => file.endsWith('.yml')));
      older.set(type, known);
    }
    const file = `${name}/${known.has(`${id}.yml`) ? `${id}.yml` : `${id}.yaml`}`;
    const path = join(folder, file);
    const beside = besideOf(path);
    try {
      writeFileSync(beside, textOf(type, id, file, record), { flag: 'wx' });
      renameSync(beside, path);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
    said(index + 1);
  }
}

/** A record as its file holds it. Throws with every problem when it is not right. */
function textOf(type: RecordType | 'council', id: string, file: string, record: object): string {
  const { schema } = type === 'council' ? COUNCIL_FILE : RECORD_TYPES[type];
  const { id: _id, phrases: _phrases, ...fields } = record as Record<string, unknown>;
  const data = JSON.parse(JSON.stringify(fields)) as unknown;

  const result = schema.safeParse(data);
  if (!result.success) throw new WriteRefused(schemaProblems({ type, id, file, data }, schema, result.error));
  const text = stringify(data, { lineWidth: 116, schema: 'core' });
  if (Buffer.byteLength(text) > LARGEST_RECORD) {
    throw new WriteRefused([
      refusal(file, `${text.length} letters`, 'is larger than a record may be', 'split it over several records'),
    ]);
  }
  return text;
}

/** Nothing was written, and why. */
export class WriteRefused extends Error {
  readonly problems: Problem[];
  constructor(problems: Problem[]) {
    super(`Nothing was written.\n${printProblems(problems)}`);
    this.name = 'WriteRefused';
    this.problems = problems;
  }
}

async function fileOf(folder: string, type: RecordType | 'council', id: string): Promise<string> {
  if (type === 'council') return COUNCIL_FILE.file;
  refuseType(type);
  const name = RECORD_TYPES[type].folder;
  await insideFolder(folder, name, id);
  const older = `${name}/${id}.yml`;
  return (await stat(join(folder, older)).catch(() => undefined)) ? older : `${name}/${id}.yaml`;
}

function refuseType(type: RecordType): void {
  if (Object.hasOwn(RECORD_TYPES, type)) return;
  throw new WriteRefused([
    refusal('', type, 'is not a type of record', `use one of ${Object.keys(RECORD_TYPES).join(', ')}`),
  ]);
}

/**
 * Makes the folder of a kind of record, and refuses a name that could lead a write out of it.
 *
 * @throws WriteRefused
 */
export async function insideFolder(folder: string, name: string, id: string): Promise<void> {
  refuseId(name, id);
  await openFolder(folder, name);
}

function refuseId(name: string, id: string): void {
  if (reference.safeParse(id).success && id.length <= LONGEST_ID) return;
  throw new WriteRefused([
    refusal(
      `${name}/`,
      id,
      'cannot be the name of a record',
      `use at most ${LONGEST_ID} small letters, numbers and hyphens`,
    ),
  ]);
}

/** Makes a folder of records where it is missing. A link there must not lead a write out of it. */
async function openFolder(folder: string, name: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  const inside = `${await realpath(folder)}${sep}`;
  if (!`${await realpath(join(folder, name))}${sep}`.startsWith(inside)) {
    throw new WriteRefused([
      refusal(`${name}/`, name, 'leads out of the records folder', 'make it a folder, not a link'),
    ]);
  }
}

function besideOf(path: string): string {
  return `${path}.${randomUUID()}.part`;
}

function refusal(file: string, value: string, what: string, mend: string): Problem {
  return { file, field: '', value: shown(value), what, mend };
}

/** Keeps every path under what file systems allow. */
const LONGEST_ID = 100;
/** Records are public: whoever looks after the server may read them. */
export const EVERYONE_READS = 0o644;
