import { afterEach, expect, test } from 'vitest';
import { openHome } from '../../site/desk/actions/home.ts';
import { discardChanges } from '../../site/desk/actions/publishing.ts';
import { cancelNow, saveSession } from '../../site/desk/actions/sessions.ts';
import { copyToTerm } from '../../site/desk/actions/terms.ts';
import { listTimetables, openTimetable } from '../../site/desk/actions/timetables.ts';
import { clearDesks, openTestDesk, person, SESSION, TWO_HUBS } from '../fixtures/desk/open.ts';

afterEach(clearDesks);

const EDITOR = person('hub-editor', 'north');
const SUMMER = { name: 'Summer term 2027', from: '2027-04-12', to: '2027-07-20' };

test('a new term that is thrown away is gone for everybody, and its name may be used again', async () => {
  const { desk } = await openTestDesk();
  const { id } = await copyToTerm(desk, EDITOR, 'north-autumn', SUMMER);
  const { draft } = await openTimetable(desk, EDITOR, id);
  await discardChanges(desk, EDITOR, id, draft.revision);
  for (const by of [EDITOR, person('district-editor'), person('administrator')]) {
    expect((await openHome(desk, by)).timetables.map((one) => one.id)).not.toContain(id);
    await expect(openTimetable(desk, by, id)).rejects.toMatchObject({ kind: 'not-found' });
  }
  const again = await copyToTerm(desk, EDITOR, 'north-autumn', SUMMER);
  expect((await listTimetables(desk, EDITOR)).map(({ name }) => name)).toContain('Summer term 2027');
  expect((await openTimetable(desk, EDITOR, again.id)).name).toContain(': Summer term 2027');
  await desk.close();
});

test('a reason that was typed counts, though nobody pressed the button beside it', async () => {
  const { desk } = await openTestDesk();
  const cancel = (form: Record<string, string>) =>
    cancelNow(desk, EDITOR, 'north-autumn', { session: 'play-tuesday', date: '2026-11-24', ...form });
  await expect(cancel({ own: ' ' })).rejects.toMatchObject({ fields: { reason: expect.any(String) } });
  const { job } = await cancel({ own: 'A pipe has burst' });
  expect(JSON.stringify((await desk.publisher.queue.read(job ?? ''))?.changes)).toContain('A pipe has burst');
  await desk.close();
});

test('a session keeps a place that is closed for now when something else in it is changed', async () => {
  const { desk } = await openTestDesk({
    content: { ...TWO_HUBS, 'venues/hall.yaml': `${TWO_HUBS['venues/hall.yaml']}status: temporarily-closed\n` },
  });
  await saveSession(desk, EDITOR, 'north-autumn', { ...SESSION, venue: 'hall', note: 'Bring a cup' });
  const sessions = (await openTimetable(desk, EDITOR, 'north-autumn')).draft.record.sessions as { venue?: string }[];
  expect(sessions.at(-1)).toMatchObject({ venue: 'hall', note: 'Bring a cup' });
  await desk.close();
});
