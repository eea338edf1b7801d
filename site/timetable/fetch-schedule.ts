import { paths } from '../../content/model/paths.ts';
import type { Schedule } from '../../content/model/schedule.ts';

/**
 * The schedule as it is now: a session that was cancelled a minute ago is cancelled in it.
 *
 * @throws when it cannot be fetched
 */
export async function fetchSchedule(): Promise<Schedule> {
  const response = await fetch(paths.schedule, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${paths.schedule} answered ${response.status}`);
  return (await response.json()) as Schedule;
}
