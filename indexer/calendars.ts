import ical, { ICalCalendarMethod, type ICalEventData, ICalEventRepeatingFreq, ICalEventStatus } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import { addDays, daysBetween } from '../content/model/day.ts';
import { type Schedule, type ScheduledSession, titleOf } from '../content/model/schedule.ts';
import { TIME_ZONE } from '../content/model/timetable.ts';
import { ACCESS_WORDS } from '../content/model/wording.ts';
import { LONDON_VTIMEZONE } from './calendars-timezone.ts';

/**
 * A calendar that phones and computers subscribe to (RFC 5545). One event a session, repeating by its own
 * rule; days it does not run are EXDATE; a cancelled day is an event of its own with RECURRENCE-ID and
 * STATUS:CANCELLED, so that it stays in the calendar, crossed out, with the reason.
 *
 * The same schedule always gives the same bytes, and a session keeps its UID for as long as it lives.
 *
 * @param wanted which sessions: a hub's, or a group's
 */
export function calendarOf(
  schedule: Schedule,
  about: CalendarAbout,
  wanted: (session: ScheduledSession) => boolean,
): string {
  const sessions = schedule.sessions.filter(wanted);
  const sample = sessions.some((session) => session.sample);
  const whole = ical({
    name: sample ? `Sample: ${about.name}` : about.name,
    description: sample ? `${SAMPLE_WORDS} ${about.description}` : about.description,
    prodId: { company: about.publisher, product: "What's on", language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    url: about.url,
    ttl: HOURS_BETWEEN_VISITS * 3600,
    timezone: { name: TIME_ZONE, generator: () => LONDON_VTIMEZONE },
  });
  // Events are written one by one, in a calendar without a zone: so their DTSTAMP is in UTC, as it must be,
  // and long lines are folded below. The library folds letter by letter: 500 sessions took it 300 ms.
  const plain = ical();
  const events = sessions
    .flatMap((session) => eventsOf(schedule, session, about))
    .map((event) => folded(plain.createEvent(event).toString()));
  return whole.toString().replace(/END:VCALENDAR\s*$/, () => `${events.join('')}END:VCALENDAR\r\n`);
}

/** The repeating event, and one for each cancelled day. */
function eventsOf(schedule: Schedule, session: ScheduledSession, about: CalendarAbout): ICalEventData[] {
  const { dates, cancelled } = session;
  const whole = eventOf(schedule, session, about);
  const overrides = cancelled.map(({ date, reason }) => ({
    ...whole,
    ...timesOn(session, date),
    ...(dates.length > 1 && { recurrenceId: at(date, session.start) }),
    summary: `Cancelled: ${whole.summary}`,
    description: { plain: `Cancelled: ${reason}\n${whole.description.plain}` },
    status: ICalEventStatus.CANCELLED,
  }));
  // A single event that is cancelled has nothing to override: it is itself cancelled.
  if (dates.length === 1 && overrides.length > 0) return overrides;
  return [{ ...whole, ...timesOn(session, dates[0] ?? ''), ...repeating(session) }, ...overrides];
}

/** What is the same on every day of a session. */
function eventOf(schedule: Schedule, session: ScheduledSession, about: CalendarAbout) {
  const title = titleOf(schedule, session);
  const venue = session.venue === undefined ? undefined : schedule.venues[session.venue];
  const place = venue
    ? [session.room, venue.name, venue.address, venue.postcode].filter((part) => part !== undefined).join(', ')
    : `Place to be confirmed (${schedule.hubs[session.hub]?.area ?? session.hub})`;
  const words = [
    ...(session.sample ? [SAMPLE_WORDS] : []),
    session.access.map((way) => ACCESS_WORDS[way]).join(', or '),
    session.capacity_note,
    session.note,
    about.pageOf(session.group),
  ];
  return {
    id: `${session.id}@${about.namespace}`,
    sequence: session.sequence,
    stamp: `${session.stamp}T00:00:00Z`,
    summary: session.sample ? `Sample: ${title}` : title,
    description: { plain: words.filter((word) => word !== undefined).join('\n') },
    location: place,
    url: about.pageOf(session.group),
    status: ICalEventStatus.CONFIRMED,
    timezone: TIME_ZONE,
  };
}

function timesOn(session: ScheduledSession, date: string) {
  return { start: at(date, session.start), end: at(date, session.end) };
}

/**
 * The rule from the first date to the last, and the days in between that it does not run. It counts
 * sessions: an UNTIL would have to be in another time zone than the start.
 */
function repeating({ dates, every, start }: ScheduledSession) {
  const [first = ''] = dates;
  if (dates.length < 2) return {};
  const step = every === 'fortnight' ? 14 : 7;
  const count = daysBetween(first, dates.at(-1) ?? first) / step + 1;
  const exclude = dates.length === count ? [] : missing(dates, step).map((date) => at(date, start));
  return {
    repeating: {
      freq: ICalEventRepeatingFreq.WEEKLY,
      count,
      ...(step === 14 && { interval: 2 }),
      ...(exclude.length > 0 && { exclude }),
    },
  };
}

/** The days of the rule that are not among the dates. */
function missing(dates: string[], step: number): string[] {
  return dates.flatMap((date, index) => {
    const next = dates[index + 1];
    const steps = next === undefined ? 1 : daysBetween(date, next) / step;
    return Array.from({ length: steps - 1 }, (_, gap) => addDays(date, (gap + 1) * step));
  });
}

/** Lines of at most 75 bytes, never cut inside a letter (RFC 5545, 3.1). */
function folded(text: string): string {
  return text
    .split('\r\n')
    .map((line) => {
      if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
      const parts: string[] = [];
      let part = '';
      let bytes = 0;
      for (const letter of line) {
        const size = Buffer.byteLength(letter);
        // The space that begins a further line counts too.
        if (bytes + size > LONGEST_LINE - (parts.length > 0 ? 1 : 0)) {
          parts.push(part);
          part = '';
          bytes = 0;
        }
        part += letter;
        bytes += size;
      }
      return [...parts, part].join('\r\n ');
    })
    .join('\r\n');
}

/** A time on the wall clock. Sessions share days and times, and making one is slow: each is made once. */
function at(date: string, time: string): Temporal.ZonedDateTime {
  const words = `${date}T${time}[${TIME_ZONE}]`;
  const made = MADE.get(words) ?? Temporal.ZonedDateTime.from(words);
  MADE.set(words, made);
  return made;
}

const MADE = new Map<string, Temporal.ZonedDateTime>();
const SAMPLE_WORDS = 'Sample timetable: not a real session.';
const LONGEST_LINE = 75;
const HOURS_BETWEEN_VISITS = 4;

export type CalendarAbout = {
  name: string;
  description: string;
  /** Who publishes it, for the product id. */
  publisher: string;
  /** What makes UIDs unlike anybody else's. It must never change: the district's area code does not. */
  namespace: string;
  /** The whole address of the page that shows the same. */
  url: string;
  /** The whole address of a group's page. */
  pageOf: (group: string) => string;
};
