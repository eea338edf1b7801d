import { ACCESS } from '../../../content/schema/parts/help.ts';
import { WEEKDAYS } from '../../../content/schema/parts/weekday.ts';
import type { Records } from '../../../content/schema/records.ts';
import { EVERY } from '../../../content/schema/timetable.ts';
import { Refused } from '../refused.ts';
import { readClock } from '../sheets/times.ts';
import type { Fields } from '../store/merge.ts';

/**
 * What may be chosen in a hub's session form. Groups whose dates are never published and confidential
 * venues are not among it, so that no list, message or page can show them.
 */
export function choicesFor(records: Records, hub: string): Choices {
  return {
    groups: records.group
      .filter(
        (group) =>
          group.publish_dates && group.status !== 'draft' && (group.hubs.length === 0 || group.hubs.includes(hub)),
      )
      .map(({ id, name, alternate_names }) => ({ id, name, others: alternate_names }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    venues: records.venue
      .filter((venue) => !venue.confidential && venue.hub === hub && venue.status !== 'draft')
      .map(({ id, name }) => ({ id, name, others: [] }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
  };
}

/**
 * Reads a session's form into the fields of a session.
 *
 * @param form what was typed; times may be '9.30' or '7pm'
 * @throws Refused with a message for every field that is not right
 */
export function readSessionForm(form: Record<string, string>, choices: Choices): Fields {
  const faults: Record<string, string> = {};
  const text = (key: string) => (form[key] ?? '').trim().replace(/\s+/g, ' ');
  const session: Fields = {};
  const set = (key: string, value: unknown) => {
    if (value !== undefined && value !== '') session[key] = value;
  };

  if (choices.groups.some(({ id }) => id === text('group'))) set('group', text('group'));
  else faults.group = 'Choose a group from the list.';
  set('title', text('title'));
  if (text('venue') !== '' && !choices.venues.some(({ id }) => id === text('venue')))
    faults.venue = "Choose one of this hub's places, or leave it to be confirmed.";
  else set('venue', text('venue'));
  for (const key of ['room', 'leader', 'capacity_note', 'note']) set(key, text(key));

  const every = EVERY.find((one) => one === text('every')) ?? 'week';
  set('every', every);
  for (const key of ['start', 'end']) {
    if (text(key) === '')
      faults[key] = key === 'start' ? 'Say when it starts, such as 9:30am.' : 'Say when it ends, such as 11am.';
    else {
      const read = readClock(text(key));
      if ('fault' in read) faults[key] = sentence(read.fault);
      else set(key, read.time);
    }
  }
  for (const key of ['from', 'to']) {
    if (every === 'once' && key === 'to') set('to', text('from'));
    else if (isDate(text(key))) set(key, text(key));
    else
      faults[key] = text(key) === '' ? 'Give the whole date.' : `There is no such date. Check the day and the month.`;
  }
  const day = WEEKDAYS.find((one) => one === text('day'));
  if (every !== 'once' && !day) faults.day = 'Choose the day of the week.';
  else set('day', day ?? 'monday');
  for (const key of ['minimum_age', 'maximum_age']) {
    if (text(key) === '') continue;
    if (/^\d{1,3}$/.test(text(key)) && Number(text(key)) <= 120) set(key, Number(text(key)));
    else faults[key] = 'Give a whole number of years: 0 for babies.';
  }
  set(
    'booking',
    ACCESS.find((one) => one === text('booking')),
  );
  for (const key of ['bank_holidays', 'school_holidays'])
    set(
      key,
      ['on', 'off'].find((one) => one === text(key)),
    );

  if (Object.keys(faults).length > 0)
    throw new Refused('not-right', 'It was not saved yet: some answers need another look.', faults);
  return session;
}

/** A session as its form shows it. */
export function formOf(session: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(session).flatMap(([key, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[key, String(value)]] : [],
    ),
  );
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

export type Choice = { id: string; name: string; others: string[] };
export type Choices = { groups: Choice[]; venues: Choice[] };
