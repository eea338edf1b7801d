import type { Schedule } from '../../content/model/schedule.ts';
import { addDays } from '../../content/model/day.ts';
import { calendarOf } from '../../indexer/calendars.ts';
import type { Figure } from './figure.ts';

/** Times a hub's calendar of 500 weekly sessions, with exceptions and cancelled days. The bar is 100 ms. */
export async function benchCalendars(): Promise<Figure[]> {
  const schedule = scheduleOf(SESSIONS);
  const times: number[] = [];
  let bytes = 0;
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now();
    bytes = calendarOf(schedule, ABOUT, () => true).length;
    times.push(performance.now() - start);
  }
  const inOrder = [...times].sort((a, b) => a - b);
  return Promise.resolve([
    { name: `calendar of ${SESSIONS} sessions, first time`, value: times[0] ?? 0, unit: 'ms' },
    {
      name: `calendar of ${SESSIONS} sessions, middle of ${RUNS}`,
      value: inOrder[RUNS >> 1] ?? 0,
      unit: 'ms',
      bar: 100,
    },
    { name: `calendar of ${SESSIONS} sessions, size`, value: Math.round(bytes / 1024), unit: 'KB' },
  ]);
}

/** A term of 15 weeks: each session leaves one out, and one in ten has a cancelled day. */
function scheduleOf(count: number): Schedule {
  const weeks = Array.from({ length: 15 }, (_, week) => week).filter((week) => week !== 7);
  return {
    made: '2026-09-01',
    groups: { play: { name: 'Stay and play', needs: [] } },
    venues: { hall: { name: 'The hall', address: '1 High Street' } },
    hubs: { north: { name: 'North Family Hub', area: 'North' } },
    closed: [],
    sessions: Array.from({ length: count }, (_, index) => {
      const dates = weeks.map((week) => addDays('2026-09-07', (index % 7) + week * 7));
      return {
        id: `autumn.session-${index}`,
        hub: 'north',
        group: 'play',
        venue: 'hall',
        room: `Room ${index}`,
        start: `${String(9 + (index % 8)).padStart(2, '0')}:30`,
        end: `${String(11 + (index % 8)).padStart(2, '0')}:00`,
        every: 'week' as const,
        access: ['drop-in' as const],
        sample: false,
        sequence: 1,
        stamp: '2026-09-01',
        dates,
        cancelled: index % 10 === 0 ? [{ date: dates[3] ?? '', reason: 'The hall is closed' }] : [],
      };
    }),
  };
}

const SESSIONS = 500;
const RUNS = 15;
const ABOUT = {
  name: 'North Family Hub',
  description: 'What is on',
  publisher: 'Northshire',
  namespace: 'e08000099',
  url: 'https://families.example.org/hubs/north/timetable/',
  pageOf: (group: string) => `https://families.example.org/groups/${group}/`,
};
