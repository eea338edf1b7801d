import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  closeForNow,
  confirmEntry,
  correctContact,
  findEntries,
  fingerprint,
  openEntry,
  stillRightQueue,
} from '../../site/desk/actions/entries.ts';
import { saveSession } from '../../site/desk/actions/sessions.ts';
import { openTimetable } from '../../site/desk/actions/timetables.ts';
import type { Desk } from '../../site/desk/desk.ts';
import { clearDesks, openTestDesk, person, SESSION, TODAY, TWO_HUBS } from '../fixtures/desk/open.ts';
import { readPages } from '../fixtures/desk/plain-pages.ts';

const DISTRICT = person('district-editor');
let desk: Desk;

beforeAll(async () => {
  const content = {
    ...TWO_HUBS,
    'services/line.yaml': `${TWO_HUBS['services/line.yaml'] ?? ''}checked: 2026-05-01\n`,
    'services/new.yaml': `${(TWO_HUBS['services/line.yaml'] ?? '').replace('name: The line', 'name: The new line')}checked: 2026-11-01\n`,
    'groups/freedom.yaml': `${TWO_HUBS['groups/freedom.yaml'] ?? ''}contacts:\n  - { phone: 01274 435600 }\n`,
  };
  ({ desk } = await openTestDesk({ content }));
});
afterAll(async () => {
  await desk.close();
  await clearDesks();
});

const asked = async () =>
  (await stillRightQueue(desk, DISTRICT)).map(
    ({ id, index, checked }) => `${id}${index === undefined ? '' : `#${index}`} ${checked ?? 'never'}`,
  );

test('the queue holds what nobody has checked for six months, never-checked first, and no secret place', async () => {
  const queue = await asked();
  expect(queue).toContain('line 2026-05-01');
  expect(queue.indexOf('line 2026-05-01')).toBe(queue.length - 1);
  expect(queue).not.toContain('new 2026-11-01');
  expect(queue.join()).not.toContain('refuge');
});

test('an entry that was checked lately is found by a part of its name; a secret or another hub’s is not', async () => {
  const found = async (words: string, by = DISTRICT) => (await findEntries(desk, by, words)).map(({ id }) => id);
  expect(await found('NEW line')).toEqual(['new']);
  expect(await found(' ')).toEqual([]);
  expect(await found('lantern')).toEqual([]);
  expect(await found('barn')).toEqual(['barn']);
  expect(await found('barn', person('hub-editor', 'north'))).toEqual([]);
});

test('confirming an entry sets the day, publishes it, and asks no more', async () => {
  await confirmEntry(desk, DISTRICT, 'service', 'line', {});
  expect(await asked()).not.toContain('line 2026-05-01');
  await desk.publisher.work();
  const pages = await readPages((await desk.publisher.releases.live())?.site ?? '');
  expect(JSON.parse(pages.line ?? '')).toMatchObject({ checked: TODAY });
});

test('a contact that has changed since the page was opened is not confirmed unseen', async () => {
  const { contacts } = await openEntry(desk, DISTRICT, 'service', 'line');
  const was = fingerprint(contacts[0]!);
  await correctContact(desk, DISTRICT, 'service', 'line', {
    contact: '0',
    was,
    phone: '0808 800 5000',
    label: 'The line',
  });
  await expect(confirmEntry(desk, DISTRICT, 'service', 'line', { contact: '0', was })).rejects.toMatchObject({
    kind: 'moved-on',
  });
  await desk.publisher.work();
  const pages = await readPages((await desk.publisher.releases.live())?.site ?? '');
  expect(JSON.parse(pages.line ?? '')).toMatchObject({ contacts: [{ phone: '0808 800 5000', checked: TODAY }] });
});

test('a telephone number that cannot be one is refused beside its field', async () => {
  await expect(correctContact(desk, DISTRICT, 'service', 'line', { contact: '0', phone: '12' })).rejects.toMatchObject({
    fields: { phone: expect.stringContaining('UK telephone number') },
  });
});

test('an entry is marked closed for now and opened again, and its page stays', async () => {
  const status = async () =>
    (JSON.parse((await readPages((await desk.publisher.releases.live())?.site ?? '')).new ?? '') as { status: string })
      .status;
  await closeForNow(desk, DISTRICT, 'service', 'new', true);
  await desk.publisher.work();
  expect(await status()).toBe('temporarily-closed');
  await closeForNow(desk, DISTRICT, 'service', 'new', false);
  await desk.publisher.work();
  expect(await status()).toBe('published');
});

test('no way leads to the days of a group whose dates are never published', async () => {
  const editor = person('hub-editor', 'north');
  const ways: [string, () => Promise<unknown>][] = [
    ['chosen by its id', () => saveSession(desk, editor, 'north-autumn', { ...SESSION, group: 'freedom' })],
    [
      'named in a note',
      () => saveSession(desk, editor, 'north-autumn', { ...SESSION, note: 'Freedom-Course in the back room' }),
    ],
    ['named as a title', () => saveSession(desk, editor, 'north-autumn', { ...SESSION, title: 'FREEDOM COURSE' })],
    ['in a secret place', () => saveSession(desk, editor, 'north-autumn', { ...SESSION, venue: 'refuge' })],
    [
      'at a secret address',
      () => saveSession(desk, editor, 'north-autumn', { ...SESSION, note: 'Come to 7, Hidden Lane' }),
    ],
    [
      'as the hours of a contact',
      () =>
        correctContact(desk, DISTRICT, 'group', 'freedom', {
          contact: '0',
          phone: '01274 435600',
          hours: 'Tuesdays 6pm to 8pm',
        }),
    ],
    [
      'as another group’s hours',
      () =>
        correctContact(desk, DISTRICT, 'service', 'line', {
          contact: '0',
          phone: '0800 1111',
          label: 'Freedom course, Tuesdays',
        }),
    ],
  ];
  for (const [way, tried] of ways) {
    const error = await tried().then(
      () => undefined,
      (reason: { name: string; fields: object; message: string; more: string[] }) => reason,
    );
    expect(error?.name, way).toBe('Refused');
    expect(JSON.stringify([error?.message, error?.fields, error?.more]), way).not.toMatch(
      /freedom|hidden lane|lantern|6pm/i,
    );
  }
  expect((await openTimetable(desk, editor, 'north-autumn')).draft.revision).toBe(0);
});
