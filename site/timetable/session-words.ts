import { addDays, dayInWords, timesInWords } from '../../content/model/day.ts';
import { paths } from '../../content/model/paths.ts';
import { type Occurrence, type Schedule, titleOf } from '../../content/model/schedule.ts';
import { waysIn, agesInWords } from '../../content/model/wording.ts';

/** Everything that is said about a session on a day, in words for a family. Pure: the build and the browser say the same. */
export function sessionWords(schedule: Schedule, { session, cancelled }: Occurrence): SessionWords {
  const venue = session.venue === undefined ? undefined : schedule.venues[session.venue];
  return {
    title: titleOf(schedule, session),
    path: paths.group(session.group),
    times: timesInWords(session),
    place: venue ? [session.room, venue.name].filter((part) => part !== undefined).join(', ') : 'Place to be confirmed',
    ...(venue && session.venue !== undefined && { placePath: paths.venue(session.venue) }),
    area: schedule.hubs[session.hub]?.area ?? session.hub,
    facts: [agesInWords(session), waysIn(session.access), session.capacity_note].filter((fact) => fact !== undefined),
    ...(session.note !== undefined && { note: session.note }),
    ...(cancelled !== undefined && { cancelled }),
  };
}

/** Monday 23 November to Sunday 29 November 2026. */
export function spanInWords(from: string, to: string): string {
  return `${dayInWords(from, { year: from.slice(0, 4) !== to.slice(0, 4) })} to ${dayInWords(to, { year: true })}`;
}

/** Today, Sunday 22 November. Only today and tomorrow have a name of their own. */
export function dayHeading(date: string, today: string | undefined): string {
  if (date === today) return `Today, ${dayInWords(date)}`;
  if (today !== undefined && date === addDays(today, 1)) return `Tomorrow, ${dayInWords(date)}`;
  return dayInWords(date);
}

export type SessionWords = {
  title: string;
  path: string;
  times: string;
  place: string;
  placePath?: string;
  area: string;
  facts: string[];
  note?: string;
  cancelled?: string;
};
