import { addDays, mondayOf, type Moment } from '../../content/model/day.ts';
import { isOver, occurrencesBetween, type Schedule } from '../../content/model/schedule.ts';

/**
 * The Monday of the week to show first: this one while anything is left in it, and from then the next.
 * On a Sunday nobody wants the week that has gone.
 */
export function weekToShow(schedule: Schedule, hub: string, now: Moment): string {
  const monday = mondayOf(now.date);
  const left = occurrencesBetween(schedule, now.date, addDays(monday, 6), (session) => session.hub === hub);
  return left.some((one) => !isOver(one, now)) ? monday : addDays(monday, 7);
}
