import type { z } from 'zod';
import { type Problem, shown } from './problem.ts';
import { NONE_PHRASES, type RawContent, type RawEntry, readRecords } from './read.ts';
import { confidentialVenues } from './rules/confidential-venues.ts';
import { formsHold } from './rules/forms.ts';
import { routesLeadSomewhere } from './rules/guides.ts';
import { liveIsConfirmed } from './rules/live.ts';
import { needsAreReached } from './rules/needs.ts';
import { referencesResolve } from './rules/references.ts';
import { timetablesAgree } from './rules/timetables.ts';
import { undatedGroups } from './rules/undated-groups.ts';
import { COUNCIL_FILE, RECORD_TYPES, type Records, type RecordType } from './schema/records.ts';
import { schemaProblems } from './schema-problems.ts';

/**
 * Reads and checks a records folder: the one way content gets into the directory.
 *
 * @param folder the records folder, such as content/records
 * @returns every record that is right, and every problem there is; use the records only when there is none
 */
export async function loadContent(folder: string): Promise<Checked> {
  return checkContent(readRecords(folder));
}

/** Checks raw entries against their schemas and then against one another. Pure. */
export function checkContent(raw: RawContent): Checked {
  const problems = [...raw.problems, ...duplicateIds(raw.entries), ...phrasesWithoutNeed(raw)];
  const records = emptyRecords();
  const files = new Map<object, string>();

  for (const entry of raw.entries) {
    const parsed = parse(entry, RECORD_TYPES[entry.type as RecordType].schema, problems);
    if (parsed === undefined) continue;
    const record = { ...parsed, id: entry.id };
    if (entry.type === 'need') Object.assign(record, { phrases: raw.phrases.get(entry.id)?.phrases ?? [] });
    files.set(record, entry.file);
    (records[entry.type as RecordType] as object[]).push(record);
  }
  const council = raw.council && parse(raw.council, COUNCIL_FILE.schema, problems);
  if (council) {
    records.council = council as Records['council'];
    files.set(council, COUNCIL_FILE.file);
  }
  records.nonePhrases = raw.phrases.get(NONE_PHRASES)?.phrases ?? [];

  const known = new Map(Object.keys(RECORD_TYPES).map((type) => [type as RecordType, new Set<string>()]));
  for (const entry of raw.entries) known.get(entry.type as RecordType)?.add(entry.id);

  const context: RuleContext = { records, known, fileOf: (record) => files.get(record) ?? '(unknown file)' };
  for (const rule of RULES) problems.push(...rule(context));
  const isWarning = (problem: Problem) => problem.severity === 'warning';
  return { records, problems: problems.filter((one) => !isWarning(one)), warnings: problems.filter(isWarning) };
}

/** The rules between records. Each says, in its own file, why it is there. */
const RULES: ((context: RuleContext) => Problem[])[] = [
  referencesResolve,
  confidentialVenues,
  undatedGroups,
  timetablesAgree,
  needsAreReached,
  liveIsConfirmed,
  formsHold,
  routesLeadSomewhere,
];

function parse(entry: RawEntry, schema: z.ZodType, problems: Problem[]): object | undefined {
  const result = schema.safeParse(entry.data ?? {});
  if (result.success) return result.data as object;
  problems.push(...schemaProblems(entry, schema, result.error));
  return undefined;
}

function duplicateIds(entries: RawEntry[]): Problem[] {
  // Groups and services share the shortlist and the search index, so their ids must differ too.
  const firstWith = new Map<string, string>();
  return entries.flatMap((entry) => {
    const key = entry.type === 'group' || entry.type === 'service' ? `help/${entry.id}` : `${entry.type}/${entry.id}`;
    const first = firstWith.get(key);
    if (first === undefined) {
      firstWith.set(key, entry.file);
      return [];
    }
    return [
      {
        file: entry.file,
        field: 'id',
        value: entry.id,
        what: `has the same id as ${first}`,
        mend: 'rename one of the two files; if they are the same thing, delete one',
      },
    ];
  });
}

function phrasesWithoutNeed(raw: RawContent): Problem[] {
  const needs = new Set(raw.entries.filter((entry) => entry.type === 'need').map((entry) => entry.id));
  return [...raw.phrases].flatMap(([id, { file }]) =>
    needs.has(id) || id === NONE_PHRASES
      ? []
      : [
          {
            file,
            field: '',
            value: shown(id),
            what: 'holds phrases for a need that does not exist',
            mend: `name it after a file in ${RECORD_TYPES.need.folder}/`,
          },
        ],
  );
}

function emptyRecords(): Records {
  const lists = Object.fromEntries(Object.keys(RECORD_TYPES).map((type) => [type, []]));
  return { ...lists, nonePhrases: [] } as unknown as Records;
}

/** `problems` refuse the content; `warnings` are for a person to look at, and refuse nothing. */
export type Checked = { records: Records; problems: Problem[]; warnings: Problem[] };

/** What a rule may look at. `known` holds every id, also of records that have problems of their own. */
export type RuleContext = {
  records: Records;
  known: Map<RecordType, Set<string>>;
  fileOf: (record: object) => string;
};
