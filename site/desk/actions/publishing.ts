import { parse } from 'yaml';
import { PHRASES_FOLDER, phrasesIn } from '../../../content/read.ts';
import { COUNCIL_FILE, RECORD_TYPES, type RecordType } from '../../../content/schema/records.ts';
import type { Desk } from '../desk.ts';
import { allow, may, type Person, type Right } from '../people/roles.ts';
import type { Change, Job } from '../publishing/publisher.ts';
import { Refused } from '../refused.ts';
import { sentence } from '../sentence.ts';
import type { Entry } from '../store/history.ts';
import { type Fields, mergeRecords } from '../store/merge.ts';
import { hubsOfEntry } from './entries.ts';
import { changeAsLines, hubsOf, openTimetable } from './timetables.ts';

/**
 * Publishes everything that waits in a timetable.
 *
 * @param seen the revision that the preview showed: what nobody has looked at is not published
 * @returns the publish to follow
 */
export async function publishTimetable(
  desk: Desk,
  person: Person | undefined,
  id: string,
  seen: number,
): Promise<{ job: string }> {
  const { published, name, draft, check, changes } = await openTimetable(desk, person, id);
  allow(person, 'publish a timetable', hubsOf(draft));
  if (draft.revision !== seen)
    throw new Refused(
      'moved-on',
      'Somebody saved a change since you opened the preview. Look at it again, then publish.',
    );
  if (changes.length === 0)
    throw new Refused('not-right', 'There is nothing to publish: families see all of it already.');
  if (check.problems.length > 0) {
    throw new Refused(
      'not-right',
      'It cannot be published yet.',
      {},
      check.problems.map((problem) => `${sentence(problem.what)} ${sentence(problem.mend)}`),
    );
  }
  const subject = `${name}: ${changes.length === 1 ? (changes[0]?.what ?? '') : `${changes.length} changes`}`;
  const job = await desk.publisher.ask({
    by: person,
    words: [subject, ...changes.flatMap(changeAsLines)].join('\n'),
    changes: [
      { type: 'timetable', id, from: published.fields('timetable', id) ?? {}, to: draft.record, drafted: true },
    ],
  });
  return { job };
}

/** Throws away what waits in a timetable. What is published stays, and so does every saved edit on the disk. */
export async function discardChanges(desk: Desk, person: Person | undefined, id: string, seen: number): Promise<void> {
  const { draft } = await openTimetable(desk, person, id);
  allow(person, 'change a timetable', hubsOf(draft));
  const saved = await desk.drafts.save({ type: 'timetable', id }, draft.published, {
    seen,
    by: person.name,
    words: 'Threw away the waiting changes',
    change: () => draft.published ?? {},
    check: () => undefined,
  });
  if (!saved.saved || saved.joined)
    throw new Refused('moved-on', 'Somebody saved a change at the same moment. Look at the preview again.');
}

/** How a publish is getting on; only for those who could have asked for it. */
export async function followPublish(desk: Desk, person: Person | undefined, id: string): Promise<Job> {
  allow(person, 'see a timetable', person?.hub === undefined ? [] : [person.hub]);
  const job = await desk.publisher.queue.read(id);
  if (!job)
    throw new Refused('not-found', 'This publish is not remembered any more. The history says what was published.');
  const { records } = await desk.content.published();
  if (!job.changes.every((change) => may(person, 'see a timetable', hubsOfChange(records, change)))) {
    throw new Refused('forbidden', 'That publish belongs to another hub.');
  }
  return job;
}

/** Tries a publish that failed once more, as it was asked for. */
export async function tryAgain(desk: Desk, person: Person | undefined, id: string): Promise<{ job: string }> {
  const job = await followPublish(desk, person, id);
  const { records } = await desk.content.published();
  for (const change of job.changes)
    allow(person, RIGHT_TO[change.type] ?? 'check an entry', hubsOfChange(records, change));
  await desk.publisher.again(id);
  return { job: id };
}

/** What it takes to publish each kind of change; every other kind is an entry. */
const RIGHT_TO: Partial<Record<Change['type'], Right>> = {
  timetable: 'publish a timetable',
  phrases: 'add words',
};

/** What was published, newest first: all of it, or what touched one hub's own records. */
export async function seeHistory(desk: Desk, person: Person | undefined, timetable?: string): Promise<HistoryLine[]> {
  allow(person, 'see a timetable', person?.hub === undefined ? [] : [person.hub]);
  const published = await desk.content.published();
  if (timetable !== undefined) await openTimetable(desk, person, timetable);
  const entries = await desk.history.log(
    timetable === undefined ? undefined : published.fileOf('timetable', timetable),
  );
  const lines: HistoryLine[] = [];
  for (const entry of entries) {
    const files = await desk.history.filesOf(entry.commit);
    const names = files.flatMap((file) => nameOf(file) ?? []);
    const ours = names.filter((name) => may(person, 'see a timetable', hubsOfName(published.records, name)));
    // A commit that also touched what is not theirs is the project's, and has nothing for a hub to undo.
    if (person.role === 'hub-editor' && (ours.length === 0 || ours.length < files.length)) continue;
    const undoable = names.length > 0 && names.length === files.length && names.length <= 5;
    lines.push({ ...entry, body: entry.body.replace(/\n*Publish: \S+$/, ''), undoable });
  }
  return lines;
}

/**
 * Undoes one publish by publishing its opposite: the history only ever grows. What others changed since
 * stays.
 *
 * @throws Refused when somebody has since changed the same thing
 */
export async function undoPublish(desk: Desk, person: Person | undefined, commit: string): Promise<{ job: string }> {
  allow(person, 'see a timetable', person?.hub === undefined ? [] : [person.hub]);
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Refused('not-found', 'There is no such publish.');
  const published = await desk.content.published();
  const entry = (await desk.history.log(undefined, 500)).find((one) => one.commit === commit);
  if (!entry) throw new Refused('not-found', 'There is no such publish.');
  const changes: Change[] = [];
  for (const file of await desk.history.filesOf(commit)) {
    const name = nameOf(file);
    if (!name) throw new Refused('not-right', 'That change came with the project. It is undone in the project.');
    allow(person, 'undo a publish', hubsOfName(published.records, name));
    if (name.type === 'phrases') {
      changes.push(await undoPhrases(desk, commit, file, name.id, published.phrases(name.id)));
      continue;
    }
    const [after, before] = await Promise.all([read(desk, commit, file), read(desk, `${commit}^1`, file)]);
    const now = published.fields(name.type, name.id);
    if (!after || !now) throw new Refused('not-right', 'What was published is no longer there.');
    // A record that was new is hidden, not deleted: its addresses and its story stay.
    const to = before ?? { ...after, status: 'draft' };
    if (mergeRecords(after, to, now).conflicts.length > 0) {
      throw new Refused(
        'moved-on',
        'Somebody has since changed the same thing. Undo the later change first, or edit it by hand.',
      );
    }
    changes.push({ type: name.type, id: name.id, from: after, to, drafted: false });
  }
  if (changes.length === 0) throw new Refused('not-right', 'There is nothing to undo in it.');
  const job = await desk.publisher.ask({ by: person, words: `Undone: ${entry.subject}`, changes });
  return { job };
}

/** The opposite of what a publish did to a phrases file. Phrases that others added or took out since stay so. */
async function undoPhrases(
  desk: Desk,
  commit: string,
  file: string,
  id: string,
  now: readonly string[],
): Promise<Change> {
  const [after, before] = await Promise.all(
    [commit, `${commit}^1`].map(async (at) => phrasesIn((await desk.history.fileAt(at, file)) ?? '')),
  );
  const remove = (after ?? []).filter((phrase) => !before?.includes(phrase));
  const add = (before ?? []).filter((phrase) => !after?.includes(phrase));
  if (!remove.every((phrase) => now.includes(phrase)) || add.some((phrase) => now.includes(phrase)))
    throw new Refused('moved-on', 'Somebody has since changed the same phrases. There is nothing left to undo.');
  return { type: 'phrases', id, add, remove };
}

async function read(desk: Desk, commit: string, file: string): Promise<Fields | undefined> {
  const text = await desk.history.fileAt(commit, file);
  return text === undefined ? undefined : (parse(text, { schema: 'core' }) as Fields);
}

function nameOf(file: string): { type: RecordType | 'phrases'; id: string } | undefined {
  if (file === COUNCIL_FILE.file) return undefined;
  const phrases = /^([^/]+)\/([a-z0-9-]+)\.txt$/.exec(file);
  if (phrases?.[1] === PHRASES_FOLDER && phrases[2]) return { type: 'phrases', id: phrases[2] };
  const found = /^([^/]+)\/([a-z0-9-]+)\.ya?ml$/.exec(file);
  const type = (Object.keys(RECORD_TYPES) as RecordType[]).find((one) => RECORD_TYPES[one].folder === found?.[1]);
  return found?.[2] && type ? { type, id: found[2] } : undefined;
}

function hubsOfName(
  records: Parameters<typeof hubsOfEntry>[0],
  name: { type: RecordType | 'phrases'; id: string },
): (string | undefined)[] {
  // Phrases are every family's words: the whole district's.
  if (name.type === 'phrases') return [];
  const timetable = name.type === 'timetable' ? records.timetable.find(({ id }) => id === name.id) : undefined;
  return timetable ? [timetable.hub] : hubsOfEntry(records, name.type, name.id);
}

function hubsOfChange(records: Parameters<typeof hubsOfEntry>[0], change: Change): (string | undefined)[] {
  if (change.type === 'phrases') return [];
  return change.type === 'timetable' ? [String(change.to.hub)] : hubsOfEntry(records, change.type, change.id);
}

export type HistoryLine = Entry & { undoable: boolean };
