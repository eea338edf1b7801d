import { z } from 'zod';
import { ages, AGES_OUT_OF_ORDER, agesInOrder } from './parts/ages.ts';
import { ACCESS } from './parts/help.ts';
import { recordFields } from './parts/record.ts';
import { WEEKDAYS, weekdayOf } from './parts/weekday.ts';
import { day, line, reference } from './parts/words.ts';

/** How often a session comes round. */
export const EVERY = ['week', 'fortnight', 'once'] as const;

/** A time on the clock in the council's own time zone, such as 09:30. */
const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a 24-hour time such as 09:30' });

/** Whether something goes on through days when most things stop. */
const onOrOff = z.enum(['on', 'off']);

/** One session, as it stands in a timetable: something that comes round, or a single event. */
export const session = z
  .strictObject({
    id: reference.describe('Its own name inside this timetable. Never change it: calendars on phones know it by this'),
    group: reference.describe('The group or course that meets'),
    title: line(80)
      .optional()
      .describe('The session\'s own name, when it is not the group\'s, such as "Christmas party"'),
    venue: reference.optional().describe('Where it is. Leave out while the place is to be confirmed'),
    room: line(60).optional(),
    leader: line(60).optional().describe('Who runs it. Only staff see this: it warns when somebody is in two places'),
    day: z.enum(WEEKDAYS),
    start: clock,
    end: clock,
    every: z.enum(EVERY).default('week').describe('"once" is a single event: give the same day in "from" and "to"'),
    from: day.describe('The first day it may run. A fortnight is counted from the first session on or after it'),
    to: day.describe('The last day it may run'),
    ...ages,
    booking: z.enum(ACCESS).optional().describe("How to get in, when it is not as the group's own page says"),
    capacity_note: line(80).optional().describe('How many can come, such as "Room for 12 families"'),
    note: line(160).optional().describe('What to know or bring'),
    except: z.array(day).default([]).describe('Days it does not run, and nobody was told that it would'),
    cancelled: z
      .array(z.strictObject({ date: day, reason: line(160) }))
      .default([])
      .describe('Days it was going to run and now does not. Families still see it, marked, with the reason'),
    bank_holidays: onOrOff.optional().describe('Whether it runs on bank holidays, when not as the timetable says'),
    school_holidays: onOrOff
      .optional()
      .describe('Whether it runs outside school terms, when not as the timetable says'),
    sequence: z.int().min(0).default(0).describe('One more each time the session changes after it was published'),
  })
  .refine((s) => s.start < s.end, { error: 'must be later than start', path: ['end'] })
  .refine((s) => s.from <= s.to, { error: 'must not be before "from"', path: ['to'] })
  .refine((s) => daysFromTo(s) <= LONGEST, { error: 'must be within a year of "from"', path: ['to'] })
  .refine((s) => s.every !== 'once' || s.from === s.to, {
    error: 'must be the same day as "from" when "every" is "once"',
    path: ['to'],
  })
  .refine((s) => s.every !== 'once' || weekdayOf(s.from) === s.day, {
    error: 'must be the day of the week of "from" when "every" is "once"',
    path: ['day'],
  })
  .refine(agesInOrder, AGES_OUT_OF_ORDER);

const closedSpan = z
  .strictObject({ from: day, to: day.optional().describe('Leave out for a single day'), reason: line(120) })
  .refine((c) => c.to === undefined || c.from <= c.to, { error: 'must not be before "from"', path: ['to'] });

/** A hub's sessions for a term. */
export const timetable = z
  .strictObject({
    hub: reference,
    name: line(80),
    from: day,
    to: day,
    demonstration: z.boolean().default(false).describe('True for a sample. Every view then says it is not real'),
    closed: z.array(closedSpan).default([]).describe('Days the whole hub is closed: nothing runs'),
    bank_holidays: onOrOff
      .optional()
      .describe('Whether sessions run on bank holidays. They do not when it is left out'),
    school_holidays: onOrOff
      .optional()
      .describe('Whether sessions run outside school terms. They do when it is left out'),
    sessions: z.array(session).default([]),
    ...recordFields,
  })
  .refine((t) => t.from <= t.to, { error: 'must not be before "from"', path: ['to'] })
  .refine((t) => daysFromTo(t) <= LONGEST, {
    error: 'must be within a year of "from": make one for each term',
    path: ['to'],
  });

function daysFromTo({ from, to }: { from: string; to: string }): number {
  return (Date.parse(to) - Date.parse(from)) / 86_400_000;
}

/** The most days a timetable may cover: a slip in the year must not make a thousand sessions. */
const LONGEST = 366;

export type Every = (typeof EVERY)[number];
export type Session = z.infer<typeof session>;
export type Timetable = z.infer<typeof timetable>;
