import { comingUp } from '../../content/model/schedule.ts';
import { keepCurrent } from './keep-current.tsx';
import NextDates from './NextDates.tsx';

/** Brings the next dates of a group or venue up to the visitor's own day. */
export function startNextDates(part: HTMLElement): void {
  const { of, id, most } = part.dataset;
  if ((of !== 'group' && of !== 'venue') || id === undefined) return;
  void keepCurrent(part, (schedule, now) => (
    <NextDates
      schedule={schedule}
      occurrences={comingUp(schedule, now, (session) => session[of] === id)}
      most={Number(most)}
      of={of}
    />
  )).catch(() => undefined);
}
