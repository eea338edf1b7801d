import type { Desk } from '../desk.ts';
import { allow, may, type Person } from '../people/roles.ts';
import { Refused } from '../refused.ts';
import type { Published } from '../store/content.ts';
import type { Fields } from '../store/merge.ts';
import { copyTerm, sessionsIn } from '../timetables/edits.ts';
import { hubsOf, openTimetable, RIGHT_ID, saveEdit, type SavedEdit } from './timetables.ts';

/** The hubs a person may start a timetable for. */
export async function hubsToStart(desk: Desk, person: Person | undefined): Promise<{ id: string; name: string }[]> {
  allow(person, 'change a timetable', person?.hub === undefined ? [] : [person.hub]);
  const { records } = await desk.content.published();
  return records.hub.filter((hub) => may(person, 'change a timetable', [hub.id])).map(({ id, name }) => ({ id, name }));
}

/** Starts an empty timetable for a hub. It waits to be published. */
export async function startTimetable(
  desk: Desk,
  person: Person | undefined,
  form: Record<string, string>,
): Promise<{ id: string }> {
  const { hub = '' } = form;
  allow(person, 'change a timetable', [hub]);
  const published = await desk.content.published();
  if (!published.records.hub.some(({ id }) => id === hub))
    throw new Refused('not-right', 'Some answers need another look.', { hub: 'Choose a hub.' });
  const { name, from, to } = readTerm(form);
  return save(desk, person, published, { hub, name, from, to, sessions: [] }, `Started ${name}`);
}

/** Starts the next term from this one, as a new timetable that waits to be published. */
export async function copyToTerm(
  desk: Desk,
  person: Person | undefined,
  timetable: string,
  form: Record<string, string>,
): Promise<{ id: string }> {
  const { published, draft } = await openTimetable(desk, person, timetable);
  allow(person, 'change a timetable', hubsOf(draft));
  return save(
    desk,
    person,
    published,
    copyTerm(draft.record, readTerm(form)),
    `Copied from ${String(draft.record.name)}`,
  );
}

/** Saves a timetable's own name, dates and closed days. Sessions that ran the whole term go on doing so. */
export async function saveDetails(
  desk: Desk,
  person: Person | undefined,
  timetable: string,
  form: Record<string, string>,
): Promise<SavedEdit> {
  const { draft } = await openTimetable(desk, person, timetable);
  allow(person, 'change a timetable', hubsOf(draft));
  const { name, from, to } = readTerm(form);
  const closed = readClosed(form);
  return saveEdit(desk, person, timetable, {
    seen: Number(form.seen ?? 0),
    over: form.over === 'yes',
    words: 'Changed the dates and closed days',
    change: (record) => {
      const {
        closed: _closed,
        demonstration: _sample,
        bank_holidays: _bank,
        school_holidays: _school,
        sessions: _sessions,
        ...rest
      } = record;
      const sessions = sessionsIn(record).map((session) => ({
        ...session,
        ...(session.from === record.from && session.every !== 'once' ? { from } : {}),
        ...(session.to === record.to && session.every !== 'once' ? { to } : {}),
      }));
      return {
        ...rest,
        name,
        from,
        to,
        ...(form.demonstration === 'yes' ? { demonstration: true } : {}),
        ...Object.fromEntries(
          ['bank_holidays', 'school_holidays'].flatMap((key) =>
            form[key] === 'on' || form[key] === 'off' ? [[key, form[key]]] : [],
          ),
        ),
        ...(closed.length > 0 ? { closed } : {}),
        sessions,
      };
    },
  });
}

/** How many closed days the form has room for beyond those there are. */
export const SPARE_ROWS = 2;

function readTerm(form: Record<string, string>): { name: string; from: string; to: string } {
  const [name, from, to] = [form.name ?? '', form.from ?? '', form.to ?? ''].map((text) => text.trim());
  const fields: Record<string, string> = {};
  if (!name) fields.name = 'Give the term a name, such as Spring term 2027.';
  for (const [key, date] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (!isDay(date)) fields[key] = 'Give the whole date.';
  if (from && to && Object.keys(fields).length === 0 && from > to) fields.to = 'The last day is before the first.';
  if (!name || !from || !to || Object.keys(fields).length > 0)
    throw new Refused('not-right', 'Some answers need another look.', fields);
  return { name, from, to };
}

function readClosed(form: Record<string, string>): Fields[] {
  const rows: Fields[] = [];
  const fields: Record<string, string> = {};
  for (let index = 0; index < 60; index++) {
    const [from = '', to = '', reason = ''] = ['from', 'to', 'reason'].map((key) =>
      (form[`closed-${index}-${key}`] ?? '').trim(),
    );
    if (from === '' && to === '' && reason === '') continue;
    if (!isDay(from)) fields[`closed-${index}-from`] = 'Give the whole date.';
    if (to !== '' && (!isDay(to) || to < from))
      fields[`closed-${index}-to`] = 'Give a date that is not before the first, or leave it out.';
    if (reason === '') fields[`closed-${index}-reason`] = 'Say why, so that families know.';
    rows.push({ from, ...(to === '' || to === from ? {} : { to }), reason });
  }
  if (Object.keys(fields).length > 0) throw new Refused('not-right', 'Some answers need another look.', fields);
  return rows.sort((a, b) => String(a.from).localeCompare(String(b.from)));
}

function isDay(text: string | undefined): boolean {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

async function save(
  desk: Desk,
  person: Person,
  published: Published,
  record: Fields,
  words: string,
): Promise<{ id: string }> {
  const id = await freeId(desk, published, `${String(record.hub)}-${slug(String(record.name))}`);
  const saved = await desk.drafts.save({ type: 'timetable', id }, undefined, {
    seen: 0,
    by: person.name,
    words,
    change: () => record,
    check: () => undefined,
  });
  if (!saved.saved)
    throw new Refused('moved-on', 'Somebody started this term at the same moment. Look at the list of timetables.');
  return { id };
}

async function freeId(desk: Desk, published: Published, wanted: string): Promise<string> {
  const base = wanted.slice(0, 80).replace(/-+$/, '');
  for (const id of [base, ...Array.from({ length: 50 }, (_, index) => `${base}-${index + 2}`)]) {
    if (
      RIGHT_ID.test(id) &&
      !published.fields('timetable', id) &&
      !(await desk.drafts.read({ type: 'timetable', id }, undefined))
    )
      return id;
  }
  throw new Refused('not-right', 'There are too many timetables of this name.', { name: 'Choose another name.' });
}

function slug(text: string): string {
  return (
    text
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'term'
  );
}
