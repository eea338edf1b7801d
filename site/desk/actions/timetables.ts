import type { Timetable } from '../../../content/schema/timetable.ts';
import type { Records } from '../../../content/schema/records.ts';
import type { Desk } from '../desk.ts';
import { allow, may, type Person } from '../people/roles.ts';
import { Refused } from '../refused.ts';
import { sentence } from '../sentence.ts';
import type { Published } from '../store/content.ts';
import type { Conflict, Fields } from '../store/merge.ts';
import type { Draft } from '../store/drafts.ts';
import { changesInWords, type ChangeInWords, sayings } from '../timetables/changes.ts';
import { checkTimetable, type TimetableCheck } from '../timetables/check.ts';
import { sessionsIn } from '../timetables/edits.ts';

/** The timetables a person looks after, in order of hub and first day. */
export async function listTimetables(desk: Desk, person: Person | undefined): Promise<TimetableLine[]> {
  allow(person, 'see a timetable', person?.hub === undefined ? [] : [person.hub]);
  const published = await desk.content.published();
  const ids = new Set(published.records.timetable.map(({ id }) => id));
  for (const { type, id } of await desk.drafts.all()) if (type === 'timetable') ids.add(id);
  const lines: TimetableLine[] = [];
  for (const id of ids) {
    const draft = await desk.drafts.read({ type: 'timetable', id }, published.fields('timetable', id));
    if (!draft || isNothing(draft) || !mayTouch(person, draft, 'see a timetable')) continue;
    const { hub, name, from, to } = draft.record;
    const waiting = changesInWords(published.records, draft.published, draft.record).length;
    lines.push({
      id,
      hub: String(hub),
      name: String(name),
      from: String(from),
      to: String(to),
      waiting,
      isNew: draft.published === undefined,
      edits: draft.edits,
    });
  }
  return lines.sort((a, b) => a.hub.localeCompare(b.hub) || a.from.localeCompare(b.from));
}

/** One timetable with its waiting changes, checked. */
export async function openTimetable(desk: Desk, person: Person | undefined, id: string): Promise<OpenTimetable> {
  allow(person, 'see a timetable', person?.hub === undefined ? [] : [person.hub]);
  const published = await desk.content.published();
  const found = RIGHT_ID.test(id)
    ? await desk.drafts.read({ type: 'timetable', id }, published.fields('timetable', id))
    : undefined;
  const draft = found && !isNothing(found) ? found : undefined;
  // Another hub's timetable and one that is not there are the same to somebody who may see neither.
  if (!draft || !mayTouch(person, draft, 'see a timetable'))
    throw new Refused(draft ? 'forbidden' : 'not-found', 'There is no such timetable for you here.');
  const check = checkTimetable(published, id, draft.record);
  const changes = changesInWords(published.records, draft.published, draft.record);
  const hub = String(draft.record.hub);
  const area = published.records.hub.find((one) => one.id === hub)?.area ?? hub;
  const name = `${area}: ${String(draft.record.name)}`;
  return { id, published, draft, check, changes, hub, area, name, timetable: check.timetable };
}

/**
 * Saves one edit of a timetable, joined to whatever others saved meanwhile. Nothing is public until it is
 * published.
 *
 * @param edit `seen` is the revision the form was made from; `over` says that the editor has seen the other's change
 * @throws Refused with the problems beside their fields, or with what the other changed
 */
export async function saveEdit(
  desk: Desk,
  person: Person | undefined,
  id: string,
  edit: TimetableEdit,
): Promise<SavedEdit> {
  const { published, draft } = await openTimetable(desk, person, id);
  allow(person, 'change a timetable', hubsOf(draft));
  let warnings: TimetableCheck['warnings'] = [];
  const saved = await desk.drafts.save({ type: 'timetable', id }, draft.published, {
    seen: edit.seen,
    by: person.name,
    words: edit.words,
    over: edit.over ?? false,
    change: edit.change,
    check: (record) => {
      const check = checkTimetable(published, id, record);
      warnings = warningsOf(check, record, edit.session?.());
      const faults = faultsOf(check, record, edit.session?.(), published.records);
      if (Object.keys(faults.fields).length > 0 || faults.more.length > 0) {
        throw new Refused(
          'not-right',
          'It was not saved yet: some answers need another look.',
          faults.fields,
          faults.more,
        );
      }
      return undefined;
    },
  });
  if (saved.saved) return { revision: saved.revision, joined: saved.joined, warnings };
  if (saved.reason === 'both-changed') throw bothChanged(published, draft, saved.conflicts);
  throw new Refused(
    'moved-on',
    'The timetable has changed too much since you opened this page. Look at it as it is now, then make your change again.',
  );
}

export function hubsOf(draft: Draft): (string | undefined)[] {
  return [draft.record.hub, ...(draft.published ? [draft.published.hub] : [])].map((hub) =>
    typeof hub === 'string' ? hub : undefined,
  );
}

export function mayTouch(person: Person, draft: Draft, right: Parameters<typeof may>[1]): boolean {
  return may(person, right, hubsOf(draft));
}

/** A new timetable whose waiting changes were thrown away: its edits are on the disk, and nothing of it is left. */
function isNothing(draft: Draft): boolean {
  return draft.published === undefined && draft.record.hub === undefined;
}

/** Problems beside the fields of one session's form; problems of the rest of the timetable as lines. */
export function faultsOf(
  check: TimetableCheck,
  record: Fields,
  session: string | undefined,
  records: Records,
): { fields: Record<string, string>; more: string[] } {
  const index = sessionsIn(record).findIndex(({ id }) => id === session);
  const fields: Record<string, string> = {};
  const more: string[] = [];
  for (const problem of check.problems) {
    const inSession = /^sessions\.(\d+)(?:\.(.*))?$/.exec(problem.field);
    const words = `${sentence(problem.what)} ${sentence(problem.mend)}`;
    if (inSession && Number(inSession[1]) === index) fields[inSession[2]?.split('.')[0] ?? 'group'] ??= words;
    else if (session === undefined) {
      const other = inSession && sessionsIn(record)[Number(inSession[1])];
      if (other) more.push(`${sayings(records).title(other)}: ${words}`);
      else fields[problem.field] ??= words;
    }
  }
  return { fields, more };
}

function warningsOf(check: TimetableCheck, record: Fields, session: string | undefined): TimetableCheck['warnings'] {
  const index = sessionsIn(record).findIndex(({ id }) => id === session);
  return check.warnings.filter(({ field }) => session === undefined || field.startsWith(`sessions.${index}.`));
}

/** Both states side by side, so that the second editor decides with open eyes. */
function bothChanged(published: Published, draft: Draft, conflicts: Conflict[]): Refused {
  const as = (item: unknown) => (item === undefined ? { sessions: [] } : { sessions: [item] });
  const words = conflicts.flatMap(({ path, base, theirs }) =>
    path[0] === 'sessions'
      ? changesInWords(published.records, { ...draft.record, ...as(base) }, { ...draft.record, ...as(theirs) }).flatMap(
          changeAsLines,
        )
      : [`${path.join(' ')}: now ${JSON.stringify(theirs)}`],
  );
  const last = draft.edits.at(-1);
  const who = last ? `${last.by} saved this while you were working` : 'This was changed while you were working';
  return new Refused('moved-on', `${who}. Your change is not saved yet. Look at both, then choose.`, {}, words);
}

export function changeAsLines(change: ChangeInWords): string[] {
  return [
    change.what,
    ...change.rows.map((row) =>
      row.before === undefined ? `${row.field}: ${row.after}` : `${row.field}: ${row.before} → ${row.after}`,
    ),
  ];
}

export const RIGHT_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export type TimetableLine = {
  id: string;
  hub: string;
  name: string;
  from: string;
  to: string;
  /** How many changes wait to be published. */
  waiting: number;
  isNew: boolean;
  edits: Draft['edits'];
};
export type OpenTimetable = {
  id: string;
  hub: string;
  area: string;
  /** With its hub's area, because every hub has an autumn term. */
  name: string;
  published: Published;
  draft: Draft;
  check: TimetableCheck;
  changes: ChangeInWords[];
  timetable: Timetable | undefined;
};
export type TimetableEdit = {
  seen: number;
  words: string;
  /** The session whose form this is, so that its problems stand beside its fields. */
  session?: () => string;
  over?: boolean;
  change: (record: Fields, now: Fields) => Fields;
};
export type SavedEdit = { revision: number; joined: boolean; warnings: TimetableCheck['warnings'] };
