import type { RuleContext } from '../../../content/check.ts';
import type { Problem } from '../../../content/problem.ts';
import { confidentialVenues } from '../../../content/rules/confidential-venues.ts';
import { referencesResolve } from '../../../content/rules/references.ts';
import { timetablesAgree } from '../../../content/rules/timetables.ts';
import { undatedGroups } from '../../../content/rules/undated-groups.ts';
import { RECORD_TYPES, type RecordType } from '../../../content/schema/records.ts';
import { timetable as schema, type Timetable } from '../../../content/schema/timetable.ts';
import { schemaProblems } from '../../../content/schema-problems.ts';
import type { Published } from '../store/content.ts';
import type { Fields } from '../store/merge.ts';
import { secretWords } from './secrets.ts';

/**
 * Checks one timetable as it would stand among what families see: the same schema and the same rules as
 * the build, for this one record, quickly enough for every save.
 */
export function checkTimetable(published: Published, id: string, fields: Fields): TimetableCheck {
  const file = published.fileOf('timetable', id);
  const data = JSON.parse(JSON.stringify(fields)) as unknown;
  const parsed = schema.safeParse(data);
  if (!parsed.success) {
    const problems = schemaProblems({ type: 'timetable', id, file, data }, schema, parsed.error);
    return { timetable: undefined, problems, warnings: [] };
  }
  const own = { ...parsed.data, id };
  const records = {
    ...published.records,
    timetable: [...published.records.timetable.filter((other) => other.id !== id), own],
  };
  const known = new Map(
    (Object.keys(RECORD_TYPES) as RecordType[]).map((type) => [
      type,
      new Set(records[type].map((record) => record.id)),
    ]),
  );
  const context: RuleContext = { records, known, fileOf: (record) => (record === own ? file : '') };
  const found = [referencesResolve, confidentialVenues, undatedGroups, timetablesAgree]
    .flatMap((rule) => rule(context))
    .filter((problem) => problem.file === file)
    .map(withoutSecretNames);
  const all = [...found, ...secretWords(published.records, own, file), ...missingAges(published, own, file)];
  return {
    timetable: parsed.data,
    problems: all.filter((problem) => problem.severity !== 'warning'),
    warnings: all.filter((problem) => problem.severity === 'warning'),
  };
}

/** Families ask 'is it for my child?' first. A group for any age is rare enough to ask about. */
function missingAges({ records }: Published, timetable: Timetable, file: string): Problem[] {
  const groups = new Map(records.group.map((group) => [group.id, group]));
  return timetable.sessions.flatMap((session, index) => {
    const group = groups.get(session.group);
    const ages = [session.minimum_age, session.maximum_age, group?.minimum_age, group?.maximum_age];
    if (!group || ages.some((age) => age !== undefined)) return [];
    return [
      {
        file,
        field: `sessions.${index}.minimum_age`,
        value: '(missing)',
        what: 'says no ages, and neither does the group',
        mend: 'give the ages, or leave it if everybody may come',
        severity: 'warning' as const,
      },
    ];
  });
}

/** A message about something that must stay unseen says neither its name nor anything it holds. */
function withoutSecretNames(problem: Problem): Problem {
  const secret = /never published|never placed|confidential/.test(problem.what);
  return secret ? { ...problem, value: '(not repeated here)' } : problem;
}

export type TimetableCheck = { timetable: Timetable | undefined; problems: Problem[]; warnings: Problem[] };
