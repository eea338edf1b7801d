import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { momentIn, type Moment } from '../../content/model/day.ts';
import type { Schedule } from '../../content/model/schedule.ts';
import { fetchSchedule } from './fetch-schedule.ts';

/**
 * Draws a part of the page again by the visitor's own day, so that a page built last week does not lie.
 * What the build wrote stays until the schedule has come, and stays if it cannot come: it names its dates.
 *
 * @returns draws once more, for when a choice has changed
 */
export async function keepCurrent(
  part: HTMLElement,
  draw: (schedule: Schedule, now: Moment) => ReactNode,
): Promise<() => void> {
  const schedule = await fetchSchedule();
  const root = createRoot(part);
  const again = () => {
    root.render(draw(schedule, momentIn(new Date())));
    part.dataset.current = 'true';
  };
  again();
  setInterval(again, A_MINUTE);
  return again;
}

const A_MINUTE = 60_000;
