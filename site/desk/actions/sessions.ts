import { dayInWords } from '../../../content/model/day.ts';
import type { Desk } from '../desk.ts';
import { allow, type Person } from '../people/roles.ts';
import { Refused } from '../refused.ts';
import type { Published } from '../store/content.ts';
import { sayings } from '../timetables/changes.ts';
import {
  asEvent,
  cancelDate,
  needSession,
  newSessionId,
  putSession,
  removeSession,
  restoreDate,
  sessionsIn,
} from '../timetables/edits.ts';
import { checkTimetable } from '../timetables/check.ts';
import { choicesFor, readSessionForm } from '../timetables/session-form.ts';
import { faultsOf, hubsOf, openTimetable, saveEdit, type SavedEdit } from './timetables.ts';

/**
 * Saves a session's form: a new session when it has no id, a change when it has.
 *
 * @param form what was typed, by the name of the field
 * @returns the saved edit and the session's id
 */
export async function saveSession(
  desk: Desk,
  person: Person | undefined,
  timetable: string,
  form: Record<string, string>,
): Promise<SavedEdit & { session: string }> {
  const { published, draft } = await openTimetable(desk, person, timetable);
  allow(person, 'change a timetable', hubsOf(draft));
  const answers = readSessionForm(form, choicesFor(published.records, String(draft.record.hub)));
  let { id = '' } = form;
  if (id !== '') needSession(draft.record, id);
  const title = sayings(published.records).title(answers);
  const saved = await saveEdit(desk, person, timetable, {
    seen: Number(form.seen ?? 0),
    over: form.over === 'yes',
    session: () => id,
    words: form.id ? `Changed ${title}` : `Added ${title}`,
    change: (record, now) => {
      if (!form.id)
        id = newSessionId(
          [record, now, draft.published].flatMap(sessionsIn),
          String(answers.group),
          String(answers.day),
        );
      // Somebody who took the session out must not find it back unasked.
      else if (form.over !== 'yes') needSession(record, id);
      return putSession(record, asEvent({ ...answers, id }));
    },
  });
  return { ...saved, session: id };
}

/** Takes a session out of the timetable, from the next publish on. */
export async function takeOutSession(
  desk: Desk,
  person: Person | undefined,
  timetable: string,
  form: Record<string, string>,
): Promise<SavedEdit> {
  const { published, draft } = await openTimetable(desk, person, timetable);
  allow(person, 'change a timetable', hubsOf(draft));
  const session = needSession(draft.record, form.session ?? '');
  return saveEdit(desk, person, timetable, {
    seen: Number(form.seen ?? 0),
    over: form.over === 'yes',
    words: `Took out ${sayings(published.records).title(session)}`,
    change: (record) => removeSession(record, String(session.id)),
  });
}

/**
 * Cancels one date and publishes it at once: families may be on their way. Only this change goes out; other
 * waiting changes go on waiting.
 *
 * @returns the publish to follow, or none when the session is not public yet
 */
export async function cancelNow(
  desk: Desk,
  person: Person | undefined,
  timetable: string,
  form: Record<string, string>,
): Promise<Sent> {
  const { session = '', date = '', reason = '', own = '' } = form;
  // Somebody in a hurry types the reason and does not press the button beside it.
  const words = (reason === 'own' || reason === '' ? own : reason).trim();
  if (words === '')
    throw new Refused('not-right', 'Say why, so that families know.', {
      reason: 'Choose a reason, or write your own.',
    });
  return sendDate(desk, person, timetable, {
    session,
    date,
    does: 'cancelled',
    change: (record) => cancelDate(record, session, date, words),
  });
}

/** Puts a cancelled date back on, at once. */
export async function restoreNow(
  desk: Desk,
  person: Person | undefined,
  timetable: string,
  form: Record<string, string>,
): Promise<Sent> {
  const { session = '', date = '' } = form;
  return sendDate(desk, person, timetable, {
    session,
    date,
    does: 'on again',
    change: (record) => restoreDate(record, session, date),
  });
}

async function sendDate(
  desk: Desk,
  person: Person | undefined,
  timetable: string,
  {
    session,
    date,
    does,
    change,
  }: {
    session: string;
    date: string;
    does: string;
    change: (record: Record<string, unknown>) => Record<string, unknown>;
  },
): Promise<Sent> {
  const { published, area, draft } = await openTimetable(desk, person, timetable);
  allow(person, 'publish a timetable', hubsOf(draft));
  const shown =
    draft.published && sessionsIn(draft.published).some(({ id }) => id === session) ? draft.published : undefined;
  const title = `${sayings(published.records).title(needSession(shown ?? draft.record, session))}, ${area}`;
  const words = /^\d{4}-\d{2}-\d{2}$/.test(date) ? `${title}: ${dayInWords(date)} ${does}` : title;
  if (!shown) {
    await saveEdit(desk, person, timetable, { seen: draft.revision, session: () => session, words, change });
    return { job: undefined };
  }
  const to = change(shown);
  checkNow(published, timetable, to, session);
  const job = await desk.publisher.ask({
    by: person,
    words,
    changes: [{ type: 'timetable', id: timetable, from: shown, to, drafted: false }],
  });
  return { job };
}

function checkNow(published: Published, id: string, record: Record<string, unknown>, session: string): void {
  const { fields } = faultsOf(checkTimetable(published, id, record), record, session, published.records);
  if (Object.keys(fields).length === 0) return;
  const beside = fields.cancelled ?? Object.values(fields)[0] ?? '';
  throw new Refused('not-right', 'It is not cancelled yet.', { reason: beside });
}

export type Sent = { job: string | undefined };
