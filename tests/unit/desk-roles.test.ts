import { strToU8 } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as entries from '../../site/desk/actions/entries.ts';
import { openDates } from '../../site/desk/actions/dates.ts';
import { openHome } from '../../site/desk/actions/home.ts';
import * as publishing from '../../site/desk/actions/publishing.ts';
import * as sessions from '../../site/desk/actions/sessions.ts';
import * as sheets from '../../site/desk/actions/sheets.ts';
import * as terms from '../../site/desk/actions/terms.ts';
import * as timetables from '../../site/desk/actions/timetables.ts';
import * as words from '../../site/desk/actions/words.ts';
import type { Desk } from '../../site/desk/desk.ts';
import type { Person } from '../../site/desk/people/roles.ts';
import { LEARNS } from '../fixtures/desk/learning.ts';
import { clearDesks, openTestDesk, person, SESSION } from '../fixtures/desk/open.ts';

let desk: Desk;
let commit = '';
let job = '';
let report = '';
const NORTH = 'north-autumn';
const TERM = { name: 'Spring', from: '2027-01-04', to: '2027-03-26' };

const WHO: Record<string, Person | undefined> = {
  'the hub’s own editor': person('hub-editor', 'north'),
  'another hub’s editor': person('hub-editor', 'south'),
  'a hub editor without a hub': person('hub-editor'),
  'a district editor': person('district-editor'),
  'an administrator': person('administrator'),
  'somebody who must change their password': { ...person('administrator'), mustChange: true },
  nobody: undefined,
};
const TIMETABLE = ['the hub’s own editor', 'a district editor', 'an administrator'];
const DISTRICT = ['a district editor', 'an administrator'];
const ANY_EDITOR = [...TIMETABLE, 'another hub’s editor'];
const ADMINISTRATOR = ['an administrator'];

/** Every action, how it is called, and who is let through. Everybody else is refused, whatever page called it. */
const ACTIONS: Record<string, { who: string[]; call: (by: Person | undefined) => unknown }> = {
  'open the home page': { who: ANY_EDITOR, call: (by) => openHome(desk, by) },
  'list timetables': { who: ANY_EDITOR, call: (by) => timetables.listTimetables(desk, by) },
  'find an entry': { who: ANY_EDITOR, call: (by) => entries.findEntries(desk, by, 'play') },
  'open a timetable': { who: TIMETABLE, call: (by) => timetables.openTimetable(desk, by, NORTH) },
  'save an edit': {
    who: TIMETABLE,
    call: (by) => timetables.saveEdit(desk, by, NORTH, { seen: 0, words: 'x', change: (record) => record }),
  },
  'add a session': {
    who: TIMETABLE,
    call: (by) => sessions.saveSession(desk, by, NORTH, { ...SESSION, room: by?.id ?? '' }),
  },
  'take a session out': {
    who: TIMETABLE,
    call: (by) => sessions.takeOutSession(desk, by, NORTH, { session: 'cooking', seen: '0' }).catch(onlyRefusals),
  },
  'see the dates to cancel': { who: TIMETABLE, call: (by) => openDates(desk, by, NORTH, 'play-tuesday') },
  'cancel a date': {
    who: TIMETABLE,
    call: (by) => sessions.cancelNow(desk, by, NORTH, { session: 'play-tuesday', date: '2026-11-24', reason: 'Snow' }),
  },
  'put a date back on': {
    who: TIMETABLE,
    call: (by) => sessions.restoreNow(desk, by, NORTH, { session: 'play-tuesday', date: '2026-11-24' }),
  },
  'choose a hub for a new timetable': { who: ANY_EDITOR, call: (by) => terms.hubsToStart(desk, by) },
  'start a timetable': {
    who: TIMETABLE,
    call: (by) => terms.startTimetable(desk, by, { ...TERM, name: `Spring ${by?.id}`, hub: 'north' }),
  },
  'copy a term': {
    who: TIMETABLE,
    call: (by) => terms.copyToTerm(desk, by, NORTH, { ...TERM, name: `Copy ${by?.id}` }),
  },
  'save dates and closed days': {
    who: TIMETABLE,
    call: (by) =>
      terms.saveDetails(desk, by, NORTH, { name: 'Autumn', from: '2026-09-07', to: '2026-12-18', seen: '0' }),
  },
  'import a spreadsheet': {
    who: TIMETABLE,
    call: (by) => sheets.importSheet(desk, by, NORTH, strToU8('Group,Day,Time\nPley,Mon,9-10\n'), 'a.csv'),
  },
  'see what an import did': { who: TIMETABLE, call: (by) => sheets.openReport(desk, by, NORTH, report) },
  'download rejected rows': { who: TIMETABLE, call: (by) => sheets.rejectedAsCsv(desk, by, NORTH, report) },
  'export a timetable': { who: TIMETABLE, call: (by) => sheets.exportSheet(desk, by, NORTH, 'timetable', 'csv') },
  'publish a timetable': {
    who: TIMETABLE,
    call: (by) => publishing.publishTimetable(desk, by, NORTH, -1).catch(onlyRefusals),
  },
  'throw changes away': {
    who: TIMETABLE,
    call: (by) => publishing.discardChanges(desk, by, NORTH, -1).catch(onlyRefusals),
  },
  'follow a publish': { who: TIMETABLE, call: (by) => publishing.followPublish(desk, by, job) },
  'try a publish again': { who: TIMETABLE, call: (by) => publishing.tryAgain(desk, by, job) },
  'see the history': { who: ANY_EDITOR, call: (by) => publishing.seeHistory(desk, by) },
  'see a timetable’s history': { who: TIMETABLE, call: (by) => publishing.seeHistory(desk, by, NORTH) },
  'undo a publish': { who: TIMETABLE, call: (by) => publishing.undoPublish(desk, by, commit).catch(onlyRefusals) },
  'see what is not checked': { who: ANY_EDITOR, call: (by) => entries.stillRightQueue(desk, by) },
  'open the hub’s entry': { who: TIMETABLE, call: (by) => entries.openEntry(desk, by, 'venue', 'hall') },
  'open the district’s entry': { who: DISTRICT, call: (by) => entries.openEntry(desk, by, 'service', 'line') },
  'confirm the hub’s entry': { who: TIMETABLE, call: (by) => entries.confirmEntry(desk, by, 'venue', 'hall', {}) },
  'confirm the district’s entry': {
    who: DISTRICT,
    call: (by) => entries.confirmEntry(desk, by, 'service', 'line', {}),
  },
  'correct the district’s contact': {
    who: DISTRICT,
    call: (by) =>
      entries.correctContact(desk, by, 'service', 'line', { contact: '0', phone: '0800 1111', label: 'The line' }),
  },
  'mark the hub’s entry closed': { who: TIMETABLE, call: (by) => entries.closeForNow(desk, by, 'venue', 'hall', true) },
  'see words to add': { who: DISTRICT, call: (by) => words.wordsToAdd(desk, by) },
  'add words to a need': {
    who: DISTRICT,
    call: (by) => words.addWords(desk, by, { words: 'not there', to: 'sleep' }).catch(onlyRefusals),
  },
  'set words aside': {
    who: DISTRICT,
    call: (by) => words.setWordsAside(desk, by, { words: 'not there' }).catch(onlyRefusals),
  },
  'list people': { who: ADMINISTRATOR, call: (by) => desk.people.list(by) },
  'add a person': {
    who: ADMINISTRATOR,
    call: (by) =>
      desk.people.add(by, { email: 'new@example.org', name: 'New', role: 'district-editor', hub: '' }, ['north']),
  },
  'change a person': {
    who: ADMINISTRATOR,
    call: (by) => desk.people.change(by, 'x', { role: 'district-editor', hub: '' }, ['north']).catch(onlyRefusals),
  },
  'reset a person’s password': { who: ADMINISTRATOR, call: (by) => desk.people.reset(by, 'x').catch(onlyRefusals) },
  'let a person try again': { who: ADMINISTRATOR, call: (by) => attempt(() => desk.people.unlock(by, 'x')) },
  'remove a person': { who: ADMINISTRATOR, call: (by) => desk.people.remove(by, 'x').catch(onlyRefusals) },
};

/** What is refused for another reason than who is asking has let them through. */
function onlyRefusals(error: { kind?: string }): void {
  if (error.kind === 'forbidden' || error.kind === 'signed-out') throw error;
}

function attempt(work: () => void): void {
  try {
    work();
  } catch (error) {
    onlyRefusals(error as { kind?: string });
  }
}

beforeAll(async () => {
  ({ desk } = await openTestDesk({ content: LEARNS }));
  const editor = person('district-editor');
  const sent = await sessions.cancelNow(desk, editor, NORTH, {
    session: 'play-tuesday',
    date: '2026-12-08',
    reason: 'Snow',
  });
  job = sent.job ?? '';
  await desk.publisher.work();
  commit = (await desk.history.head()) ?? '';
  ({ report } = await sheets.importSheet(desk, editor, NORTH, strToU8('Group,Day,Time\nPley,Mon,9-10\n'), 'a.csv'));
});
afterAll(async () => {
  await desk.close();
  await clearDesks();
});

test.each(
  Object.keys(ACTIONS).flatMap((action) =>
    Object.keys(WHO).map((who) => ({ action, who, may: ACTIONS[action]!.who.includes(who) })),
  ),
)('$action by $who: $may', async ({ action, who, may }) => {
  const outcome = await (async () => ACTIONS[action]!.call(WHO[who]))().then(
    () => 'done',
    (error: { name?: string; kind?: string; message?: string }) =>
      error.kind === 'forbidden' || error.kind === 'signed-out' ? 'refused' : `${error.name}: ${error.message}`,
  );
  expect(outcome).toBe(may ? 'done' : 'refused');
});

test('every action of the desk is in the table', () => {
  const called = Object.values(ACTIONS)
    .map(({ call }) => String(call))
    .join('\n');
  const all = { ...timetables, ...sessions, ...terms, ...sheets, ...publishing, ...entries, ...words };
  const takesPerson = Object.entries(all).filter(
    ([, value]) => typeof value === 'function' && /^async function \w+\(desk, person/.test(String(value)),
  );
  expect(takesPerson.length).toBeGreaterThan(20);
  for (const [name] of takesPerson) expect(called, name).toContain(`${name}`);
});

test('a hub editor’s lists hold nothing of another hub, and nobody’s hold a secret place', async () => {
  const south = person('hub-editor', 'south');
  const lists = JSON.stringify([
    await timetables.listTimetables(desk, south),
    await openHome(desk, south),
    await entries.stillRightQueue(desk, south),
    await publishing.seeHistory(desk, south),
  ]);
  for (const other of [NORTH, 'The hall', 'Cooking']) expect(lists).not.toContain(other);
  const all = JSON.stringify([
    await openHome(desk, person('administrator')),
    await entries.stillRightQueue(desk, person('administrator')),
  ]);
  for (const secret of ['Lantern House', 'Hidden Lane', 'BD3 9ZZ', 'refuge']) expect(all).not.toContain(secret);
});
