import { afterEach, expect, test } from 'vitest';
import { saveSession, takeOutSession } from '../../site/desk/actions/sessions.ts';
import { openTimetable } from '../../site/desk/actions/timetables.ts';
import { mergeRecords } from '../../site/desk/store/merge.ts';
import { sessionsIn } from '../../site/desk/timetables/edits.ts';
import { clearDesks, openTestDesk, person } from '../fixtures/desk/open.ts';

afterEach(clearDesks);

const EDITOR = person('hub-editor', 'north');
const OTHER = { ...person('district-editor'), name: 'Someone else' };
const PLAY = {
  id: 'play-tuesday',
  group: 'play',
  venue: 'hall',
  day: 'tuesday',
  start: '10:00',
  end: '11:00',
  from: '2026-09-08',
  to: '2026-12-11',
};
const COOKING = {
  id: 'cooking',
  group: 'cooking',
  venue: 'hall',
  room: 'Kitchen',
  leader: 'Sam',
  day: 'wednesday',
  start: '13:00',
  end: '14:30',
  from: '2026-09-07',
  to: '2026-12-18',
  minimum_age: '0',
  maximum_age: '4',
};

test('two people who changed different sessions are joined', async () => {
  const { desk } = await openTestDesk();
  await saveSession(desk, OTHER, 'north-autumn', { ...PLAY, start: '10:15', seen: '0' });
  const saved = await saveSession(desk, EDITOR, 'north-autumn', { ...COOKING, note: 'Bring an apron', seen: '0' });
  expect(saved.joined).toBe(true);
  const [play, cooking] = sessionsIn((await openTimetable(desk, EDITOR, 'north-autumn')).draft.record);
  expect([play?.start, cooking?.note]).toEqual(['10:15', 'Bring an apron']);
  await desk.close();
});

test('the second of two people who changed one session sees the other’s change, and nothing is written over', async () => {
  const { desk } = await openTestDesk();
  await saveSession(desk, OTHER, 'north-autumn', { ...PLAY, start: '10:15', seen: '0' });
  const mine = { ...PLAY, end: '11:30', seen: '0' };
  await expect(saveSession(desk, EDITOR, 'north-autumn', mine)).rejects.toMatchObject({
    kind: 'moved-on',
    message: expect.stringContaining('Someone else saved this while you were working'),
    more: expect.arrayContaining([expect.stringContaining('Tuesdays 10am to 11am → Tuesdays 10:15am to 11am')]),
  });
  expect(sessionsIn((await openTimetable(desk, EDITOR, 'north-autumn')).draft.record)[0]?.start).toBe('10:15');

  await saveSession(desk, EDITOR, 'north-autumn', { ...mine, over: 'yes' });
  expect(sessionsIn((await openTimetable(desk, EDITOR, 'north-autumn')).draft.record)[0]).toMatchObject({
    start: '10:00',
    end: '11:30',
  });
  await desk.close();
});

test('a session that somebody took out does not come back unasked', async () => {
  const { desk } = await openTestDesk();
  await takeOutSession(desk, OTHER, 'north-autumn', { session: 'cooking', seen: '0' });
  await expect(
    saveSession(desk, EDITOR, 'north-autumn', { ...COOKING, note: 'Hello', seen: '0' }),
  ).rejects.toMatchObject({ name: 'Refused' });
  expect(sessionsIn((await openTimetable(desk, EDITOR, 'north-autumn')).draft.record)).toHaveLength(1);
  await desk.close();
});

test('fifty people saving at once: each save is kept, or refused with a reason', async () => {
  const { desk } = await openTestDesk();
  const results = await Promise.allSettled(
    Array.from({ length: 50 }, (_, index) =>
      index % 5 === 4
        ? saveSession(desk, OTHER, 'north-autumn', { ...PLAY, note: `Note ${index}`, seen: '0' })
        : saveSession(desk, EDITOR, 'north-autumn', {
            ...PLAY,
            id: '',
            day: 'monday',
            start: `${String(8 + (index % 10)).padStart(2, '0')}:${String(index % 6)}0`,
            end: '20:00',
            room: `Room ${index}`,
            seen: '0',
          }),
    ),
  );
  const kept = results.filter((result) => result.status === 'fulfilled');
  const refused = results.filter((result) => result.status === 'rejected');
  expect(kept.length + refused.length).toBe(50);
  for (const result of refused) expect(result.reason).toMatchObject({ name: 'Refused', kind: 'moved-on' });

  const sessions = sessionsIn((await openTimetable(desk, EDITOR, 'north-autumn')).draft.record);
  const rooms = sessions.flatMap(({ room }) => (String(room).startsWith('Room') ? [room] : []));
  expect(new Set(rooms).size).toBe(40);
  expect(new Set(sessions.map(({ id }) => id)).size).toBe(sessions.length);
  expect(kept).toHaveLength(41);
  await desk.close();
});

test('cancellations of different days by two people are joined, and of one day with two reasons asked about', () => {
  const with_ = (...cancelled: { date: string; reason: string }[]) => ({
    sessions: [{ id: 'a', start: '10:00', ...(cancelled.length > 0 ? { cancelled } : {}) }],
  });
  const first = { date: '2026-11-24', reason: 'Illness' };
  const second = { date: '2026-12-01', reason: 'Snow' };
  expect(mergeRecords(with_(), with_(first), with_(second))).toEqual({ record: with_(second, first), conflicts: [] });
  expect(mergeRecords(with_(), with_(first), with_({ ...first, reason: 'Snow' })).conflicts).toHaveLength(1);
});

test('a change of something that the other took out is asked about', () => {
  const base = { sessions: [{ id: 'a', start: '10:00' }] };
  const { record, conflicts } = mergeRecords(base, { sessions: [{ id: 'a', start: '11:00' }] }, { sessions: [] });
  expect([record.sessions, conflicts.length]).toEqual([[], 1]);
});
