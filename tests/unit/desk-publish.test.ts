import { join, relative } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { cancelNow, restoreNow, saveSession } from '../../site/desk/actions/sessions.ts';
import { publishTimetable, seeHistory, tryAgain, undoPublish } from '../../site/desk/actions/publishing.ts';
import { openTimetable } from '../../site/desk/actions/timetables.ts';
import { type Desk, openDesk } from '../../site/desk/desk.ts';
import { clearDesks, openTestDesk, person } from '../fixtures/desk/open.ts';
import { plainPages, readPages } from '../fixtures/desk/plain-pages.ts';

afterEach(clearDesks);

const EDITOR = person('hub-editor', 'north');
const COOKING = {
  group: 'cooking',
  day: 'friday',
  start: '9.30',
  end: '11am',
  from: '2026-09-11',
  to: '2026-12-11',
  every: 'week',
};

async function livePages(desk: Desk) {
  const live = await desk.publisher.releases.live();
  return readPages(live?.site ?? '');
}

async function published(desk: Desk, id = 'north-autumn') {
  return JSON.parse((await livePages(desk))[id] ?? 'null') as {
    sessions: { id: string; sequence: number; cancelled: { date: string; reason: string }[] }[];
  };
}

test('an edit waits, unseen by families, until it is published; then families see it and the history says who', async () => {
  const { desk } = await openTestDesk();
  const before = await livePages(desk);
  await saveSession(desk, EDITOR, 'north-autumn', { ...COOKING, seen: '0' });
  expect(await livePages(desk)).toEqual(before);

  const open = await openTimetable(desk, EDITOR, 'north-autumn');
  expect(open.changes).toMatchObject([{ what: 'Cooking together: new', kind: 'added' }]);
  const { job } = await publishTimetable(desk, EDITOR, 'north-autumn', open.draft.revision);
  await desk.publisher.work();

  expect((await desk.publisher.queue.read(job))?.state).toBe('done');
  expect((await published(desk)).sessions.map(({ id }) => id)).toEqual(['play-tuesday', 'cooking', 'cooking-friday']);
  expect((await openTimetable(desk, EDITOR, 'north-autumn')).changes).toEqual([]);
  expect((await seeHistory(desk, EDITOR))[0]).toMatchObject({
    name: 'A hub-editor',
    subject: 'North: Autumn: Cooking together: new',
  });
  await desk.close();
});

test('every build is told which site families see, so that the data can say what has changed since', async () => {
  const told: [site: string, before: string | undefined][] = [];
  const { desk } = await openTestDesk({
    build: async (records, site, before) => {
      told.push([site, before]);
      await plainPages(records, site);
    },
  });
  await desk.publisher.rebuild();
  expect(told.map(([, before]) => before)).toEqual([undefined, told[0]?.[0]]);
  await desk.close();
});

test('a date is cancelled at once, while other changes go on waiting', async () => {
  const { desk } = await openTestDesk();
  await saveSession(desk, EDITOR, 'north-autumn', { ...COOKING, seen: '0' });
  await cancelNow(desk, EDITOR, 'north-autumn', {
    session: 'play-tuesday',
    date: '2026-11-24',
    reason: 'own',
    own: 'The boiler is broken',
  });
  await desk.publisher.work();

  const play = (await published(desk)).sessions.find(({ id }) => id === 'play-tuesday');
  expect(play).toMatchObject({ cancelled: [{ date: '2026-11-24', reason: 'The boiler is broken' }], sequence: 1 });
  expect((await published(desk)).sessions).toHaveLength(2);
  const open = await openTimetable(desk, EDITOR, 'north-autumn');
  expect(open.changes.map(({ what }) => what)).toEqual(['Cooking together: new']);

  await publishTimetable(desk, EDITOR, 'north-autumn', open.draft.revision);
  await desk.publisher.work();
  expect((await published(desk)).sessions.find(({ id }) => id === 'play-tuesday')?.cancelled).toHaveLength(1);

  await restoreNow(desk, EDITOR, 'north-autumn', { session: 'play-tuesday', date: '2026-11-24' });
  await desk.publisher.work();
  expect((await published(desk)).sessions.find(({ id }) => id === 'play-tuesday')).toMatchObject({
    cancelled: [],
    sequence: 2,
  });
  await desk.close();
});

test('a publish is undone by a new one, what came later stays, and nothing waits afterwards', async () => {
  const { desk } = await openTestDesk();
  await cancelNow(desk, EDITOR, 'north-autumn', { session: 'play-tuesday', date: '2026-11-24', reason: 'Illness' });
  await desk.publisher.work();
  await cancelNow(desk, EDITOR, 'north-autumn', { session: 'cooking', date: '2026-11-25', reason: 'Illness' });
  await desk.publisher.work();
  const first = (await seeHistory(desk, EDITOR)).find(({ subject }) => subject.startsWith('Play'));
  await undoPublish(desk, EDITOR, first?.commit ?? '');
  await desk.publisher.work();

  const now = await published(desk);
  expect(now.sessions.map(({ cancelled }) => cancelled.length)).toEqual([0, 1]);
  expect((await openTimetable(desk, EDITOR, 'north-autumn')).changes).toEqual([]);
  expect((await seeHistory(desk, EDITOR, 'north-autumn'))[0]?.subject).toContain('Undone: Play');
  await desk.close();
});

test('an edit that waits outlives the undoing of the publish it stood on, and the preview shows both', async () => {
  const { desk } = await openTestDesk();
  const edit = {
    ...COOKING,
    id: 'cooking',
    day: 'wednesday',
    start: '13:00',
    end: '14:30',
    from: '2026-09-07',
    to: '2026-12-18',
  };
  await saveSession(desk, EDITOR, 'north-autumn', { ...edit, end: '15:00', seen: '0' });
  await publishTimetable(desk, EDITOR, 'north-autumn', 1);
  await desk.publisher.work();
  const { draft } = await openTimetable(desk, EDITOR, 'north-autumn');
  await saveSession(desk, EDITOR, 'north-autumn', { ...edit, end: '15:30', seen: String(draft.revision) });
  await undoPublish(desk, EDITOR, (await desk.history.head()) ?? '');
  await desk.publisher.work();

  const { changes } = await openTimetable(desk, EDITOR, 'north-autumn');
  expect(changes[0]?.rows).toContainEqual({
    field: 'When',
    before: 'Wednesdays 1pm to 2:30pm',
    after: 'Wednesdays 1pm to 3:30pm',
  });
  await desk.close();
});

test('a day on which a session does not run cannot be cancelled, and the editor is told which days it runs', async () => {
  const { desk } = await openTestDesk();
  const cancel = cancelNow(desk, EDITOR, 'north-autumn', {
    session: 'play-tuesday',
    date: '2026-11-25',
    reason: 'Illness',
  });
  await expect(cancel).rejects.toMatchObject({
    fields: { reason: expect.stringContaining('not a day this session runs') },
  });
  await desk.close();
});

test('a build that fails changes nothing public, keeps the edit and says so', async () => {
  let broken = false;
  const { desk } = await openTestDesk({
    build: async (records, site) => {
      if (broken) throw new Error('a page would not build');
      await plainPages(records, site);
    },
  });
  const [before, head] = [await livePages(desk), await desk.history.head()];
  await saveSession(desk, EDITOR, 'north-autumn', { ...COOKING, seen: '0' });
  broken = true;
  const { job } = await publishTimetable(desk, EDITOR, 'north-autumn', 1);
  await desk.publisher.work();

  expect(await desk.publisher.queue.read(job)).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('your edits are kept'),
  });
  expect(await livePages(desk)).toEqual(before);
  expect(await desk.history.head()).toBe(head);
  expect((await openTimetable(desk, EDITOR, 'north-autumn')).changes).toHaveLength(1);

  broken = false;
  await publishTimetable(desk, EDITOR, 'north-autumn', 1);
  await desk.publisher.work();
  expect((await published(desk)).sessions).toHaveLength(3);
  await desk.close();
});

test('the records may be named by a path that is not whole, as CONTENT=content/examples/… does', async () => {
  const { desk, settings, root } = await openTestDesk();
  await desk.close();
  const again = await openDesk({
    ...settings,
    folder: join(root, 'other'),
    projectRecords: relative(process.cwd(), settings.projectRecords),
  });
  await again.recover();
  expect((await published(again)).sessions).toHaveLength(2);
  await again.close();
});

test('a cancelled date whose publish failed is tried again in one press', async () => {
  let broken = false;
  const { desk } = await openTestDesk({
    build: async (records, site) => {
      if (broken) throw new Error('a page would not build');
      await plainPages(records, site);
    },
  });
  broken = true;
  const cancel = { session: 'play-tuesday', date: '2026-11-24', reason: 'Illness' };
  const { job = '' } = await cancelNow(desk, EDITOR, 'north-autumn', cancel);
  await desk.publisher.work();
  expect((await desk.publisher.queue.read(job))?.state).toBe('failed');

  broken = false;
  await tryAgain(desk, EDITOR, job);
  await desk.publisher.work();
  expect((await published(desk)).sessions[0]?.cancelled).toMatchObject([{ date: '2026-11-24', reason: 'Illness' }]);
  const done = await desk.publisher.queue.read(job);
  expect([done?.state, done?.reason]).toEqual(['done', undefined]);
  // Once it has been published, trying again does nothing.
  const head = await desk.history.head();
  await tryAgain(desk, EDITOR, job);
  await desk.publisher.work();
  expect(await desk.history.head()).toBe(head);
  await desk.close();
});

test('a full disk changes nothing public and the editor is told that it is the disk', async () => {
  let full = false;
  const { desk } = await openTestDesk({
    build: async (records, site) => {
      if (full) throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      await plainPages(records, site);
    },
  });
  const before = await livePages(desk);
  full = true;
  const { job } = await cancelNow(desk, EDITOR, 'north-autumn', {
    session: 'cooking',
    date: '2026-11-25',
    reason: 'Illness',
  });
  await desk.publisher.work();
  expect(await desk.publisher.queue.read(job ?? '')).toMatchObject({
    state: 'failed',
    reason: expect.stringContaining('disk is full'),
  });
  expect(await livePages(desk)).toEqual(before);
  await desk.close();
});
