import { isDeepStrictEqual } from 'node:util';
import { freshness } from '../../../content/model/freshness.ts';
import { contact as contactSchema, type Contact } from '../../../content/schema/parts/contact.ts';
import type { Records, RecordType } from '../../../content/schema/records.ts';
import type { Desk } from '../desk.ts';
import { allow, may, type Person } from '../people/roles.ts';
import { Refused } from '../refused.ts';
import { recordChanges } from '../publishing/publisher.ts';
import type { Fields } from '../store/merge.ts';
import { namesASecret } from '../timetables/secrets.ts';

/** What the queue asks about, and where the contacts of each stand. */
const ASKED = ['hub', 'group', 'service', 'venue'] as const;

/**
 * The 'Still right?' queue: entries and contacts that nobody has checked for six months, or ever. Those
 * never checked come first, then the oldest.
 */
export async function stillRightQueue(desk: Desk, person: Person | undefined): Promise<QueueItem[]> {
  allow(person, 'check an entry', person?.hub === undefined ? [] : [person.hub]);
  const { records } = await desk.content.published();
  const waiting = await waitingFields(desk);
  const today = desk.today();
  const items: QueueItem[] = [];
  for (const { type, shown } of entriesOf(records, person)) {
    const fields = waiting.get(`${type}/${shown.id}`);
    const record = fields ? { ...shown, ...(fields as Partial<typeof shown>) } : shown;
    const base = { type, id: shown.id, name: shown.name, status: record.status };
    const age = freshness(record.checked, today);
    if (age.state !== 'checked') items.push({ ...base, contact: undefined, index: undefined, checked: record.checked });
    record.contacts.forEach((contact, index) => {
      if (freshness(contact.checked, today).state !== 'checked')
        items.push({ ...base, contact, index, checked: contact.checked });
    });
  }
  return items.sort(
    (a, b) =>
      (a.checked ?? '').localeCompare(b.checked ?? '') ||
      a.name.localeCompare(b.name, 'en-GB') ||
      (a.index ?? -1) - (b.index ?? -1),
  );
}

/**
 * Entries by a part of their name, checked or not: a number may change the day after somebody confirmed it.
 *
 * @param words what was typed; every word must be in the name
 */
export async function findEntries(desk: Desk, person: Person | undefined, words: string): Promise<FoundEntry[]> {
  allow(person, 'check an entry', person?.hub === undefined ? [] : [person.hub]);
  const { records } = await desk.content.published();
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return [];
  return entriesOf(records, person)
    .filter(({ shown }) => wanted.every((word) => shown.name.toLowerCase().includes(word)))
    .map(({ type, shown: { id, name, checked } }) => ({ type, id, name, checked }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** What a person may check. A secret place is in no list, not even this one; a draft is seen by nobody. */
function entriesOf(records: Records, person: Person) {
  return ASKED.flatMap((type) =>
    records[type]
      .filter((shown) => shown.status !== 'draft' && !('confidential' in shown && shown.confidential))
      .filter((shown) => may(person, 'check an entry', hubsOfEntry(records, type, shown.id)))
      .map((shown) => ({ type, shown })),
  );
}

/** One entry of the queue, as its form shows it. */
export async function openEntry(desk: Desk, person: Person | undefined, type: string, id: string): Promise<OpenEntry> {
  allow(person, 'check an entry', person?.hub === undefined ? [] : [person.hub]);
  const { records, fields } = await desk.content.published();
  const kind = ASKED.find((one) => one === type);
  const shown = kind && records[kind].find((record) => record.id === id);
  if (
    !kind ||
    !shown ||
    shown.status === 'draft' ||
    ('confidential' in shown && shown.confidential) ||
    !may(person, 'check an entry', hubsOfEntry(records, kind, id))
  ) {
    throw new Refused('forbidden', 'There is no such entry for you here.');
  }
  const raw = (await waitingFields(desk)).get(`${kind}/${id}`) ?? fields(kind, id) ?? {};
  const contacts = (Array.isArray(raw.contacts) ? raw.contacts : []) as Contact[];
  return { type: kind, id, name: shown.name, fields: raw, contacts, status: String(raw.status ?? 'published') };
}

/** Says that an entry, or one contact of it, is still right today. */
export async function confirmEntry(
  desk: Desk,
  person: Person | undefined,
  type: string,
  id: string,
  form: Record<string, string>,
): Promise<{ job: string }> {
  const entry = await openEntry(desk, person, type, id);
  const today = desk.today();
  if (form.contact === undefined || form.contact === '') {
    return send(desk, person, entry, `${entry.name}: still right`, { ...entry.fields, checked: today });
  }
  const { index, contact } = contactOf(entry, form);
  if (contact.to_be_confirmed !== undefined)
    throw new Refused('not-right', 'This contact is to be confirmed. Fill in what is missing first.', {
      contact: 'Correct it, and it counts as checked.',
    });
  const contacts = entry.contacts.map((one, at) => (at === index ? { ...one, checked: today } : one));
  return send(desk, person, entry, `${entry.name}: contact still right`, { ...entry.fields, contacts });
}

/** Corrects one contact, which then counts as checked today. */
export async function correctContact(
  desk: Desk,
  person: Person | undefined,
  type: string,
  id: string,
  form: Record<string, string>,
): Promise<{ job: string }> {
  const entry = await openEntry(desk, person, type, id);
  const { index, contact } = contactOf(entry, form);
  const { to_be_confirmed: _missing, ...rest } = contact;
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([key]) => !(CONTACT_FIELDS as readonly string[]).includes(key)),
  );
  const typed = CONTACT_FIELDS.flatMap((key) => (form[key]?.trim() ? [[key, form[key].trim()]] : []));
  const next: Fields = { ...Object.fromEntries(typed), ...kept, checked: desk.today() };
  const result = contactSchema.safeParse(next);
  if (!result.success) {
    const fields: Record<string, string> = {};
    for (const issue of result.error.issues) fields[String(issue.path[0] ?? 'phone')] ??= `This ${issue.message}.`;
    throw new Refused('not-right', 'It was not saved yet: some answers need another look.', fields);
  }
  await keepUndatedSafe(desk, entry, contact, next);
  const contacts = entry.contacts.map((one, at) => (at === index ? next : one));
  return send(desk, person, entry, `${entry.name}: contact corrected`, { ...entry.fields, contacts });
}

/** Marks an entry closed for now, or open again. Its page stays, and says so. */
export async function closeForNow(
  desk: Desk,
  person: Person | undefined,
  type: string,
  id: string,
  closed: boolean,
): Promise<{ job: string }> {
  const entry = await openEntry(desk, person, type, id);
  const { status: _status, ...rest } = entry.fields;
  const words = `${entry.name}: ${closed ? 'closed for now' : 'open again'}`;
  return send(desk, person, entry, words, {
    ...rest,
    ...(closed ? { status: 'temporarily-closed' } : {}),
    checked: desk.today(),
  });
}

/**
 * The hubs an entry belongs to. What several hubs share, or all, is the district's, because a change there
 * is a change for every family.
 */
export function hubsOfEntry(records: Records, type: RecordType, id: string): (string | undefined)[] {
  if (type === 'hub') return [id];
  if (type === 'venue') return [records.venue.find((venue) => venue.id === id)?.hub];
  if (type === 'group') return records.group.find((group) => group.id === id)?.hubs ?? [];
  if (type === 'service') return records.service.find((service) => service.id === id)?.hubs ?? [];
  return [];
}

async function send(
  desk: Desk,
  person: Person | undefined,
  entry: OpenEntry,
  words: string,
  to: Fields,
): Promise<{ job: string }> {
  const { records } = await desk.content.published();
  allow(person, 'check an entry', hubsOfEntry(records, entry.type, entry.id));
  const changes = [{ type: entry.type, id: entry.id, from: entry.fields, to, drafted: false }];
  return { job: await desk.publisher.ask({ by: person, words, changes }) };
}

function contactOf(entry: OpenEntry, form: Record<string, string>): { index: number; contact: Contact } {
  const index = Number(form.contact);
  const contact = Number.isInteger(index) ? entry.contacts[index] : undefined;
  if (!contact) throw new Refused('not-found', 'That contact is no longer there.');
  if (form.was !== undefined && form.was !== fingerprint(contact)) {
    throw new Refused(
      'moved-on',
      'Somebody has changed this contact since you opened the page. Look at it as it is now.',
    );
  }
  return { index, contact };
}

/** A contact as it was when the form was made, so that nobody confirms what they have not seen. */
export function fingerprint(contact: Contact): string {
  return JSON.stringify(contact);
}

/** The words about when somebody answers could tell when a secret group meets: there they stay as they are. */
async function keepUndatedSafe(desk: Desk, entry: OpenEntry, before: Contact, next: Fields): Promise<void> {
  const { records } = await desk.content.published();
  const undated =
    entry.type === 'group' && records.group.some((group) => group.id === entry.id && !group.publish_dates);
  for (const key of ['label', 'hours', 'text', 'chat'] as const) {
    if (isDeepStrictEqual(before[key], next[key]) || next[key] === undefined) continue;
    if (undated)
      throw new Refused('not-right', 'It was not saved.', {
        [key]: 'These words cannot be changed here for this group. Ask an administrator.',
      });
    if (namesASecret(records, String(next[key])))
      throw new Refused('not-right', 'It was not saved.', {
        [key]: 'This names a group or a place that must not be named here. Take the name out.',
      });
  }
}

/** Records with a publish under way, as they will be: what was just confirmed is not asked again. */
async function waitingFields(desk: Desk): Promise<Map<string, Fields>> {
  const jobs = await desk.publisher.queue.waiting();
  return new Map(jobs.flatMap((job) => recordChanges(job).map((change) => [`${change.type}/${change.id}`, change.to])));
}

export const CONTACT_FIELDS = ['label', 'phone', 'email', 'website', 'hours', 'text', 'chat'] as const;

export type QueueItem = {
  type: (typeof ASKED)[number];
  id: string;
  name: string;
  status: string;
  contact: Contact | undefined;
  index: number | undefined;
  checked: string | undefined;
};
export type FoundEntry = Pick<QueueItem, 'type' | 'id' | 'name' | 'checked'>;
export type OpenEntry = {
  type: (typeof ASKED)[number];
  id: string;
  name: string;
  fields: Fields;
  contacts: Contact[];
  status: string;
};
