import { z } from 'zod';
import { contact } from './parts/contact.ts';
import { areaCode } from './parts/place.ts';
import { recordFields } from './parts/record.ts';
import { line, paragraph, reference, webAddress } from './parts/words.ts';

/** Who an urgent line is for, so that the right one stands first. */
export const LINE_FOR = ['anyone', 'child', 'adult'] as const;

const urgentLine = z.strictObject({
  id: reference,
  title: line(80).describe('What to do, such as "Ring 999"'),
  when: line(120).describe('When to use it'),
  speaks_to: z.enum(LINE_FOR).default('anyone').describe("Who it is for: a child comes first on a child's line"),
  contact,
});

/** With fewer, words that only one family would use could be kept. */
const FEWEST_PEOPLE = 5;

/** The council itself: names, urgent lines, and whether the directory is live. */
export const council = z.strictObject({
  name: line(80),
  short_name: line(40),
  service_name: line(80).describe('What the directory is called'),
  service_short_name: line(30),
  district: z.strictObject({ code: areaCode, name: line(60) }),
  neighbours: z
    .array(z.strictObject({ code: areaCode, name: line(60), website: webAddress.optional() }))
    .default([])
    .describe('Districts that share postcodes with ours'),
  live: z.boolean().describe('False while this is a demonstration. True makes the build refuse anything unconfirmed'),
  demonstration_note: line(240),
  hub_word: line(30).default('Family Hub').describe('What a hub is called here'),
  urgent_lines: z.array(urgentLine).min(1),
  safety_line: line(120)
    .default('Worried that someone is in danger? Who to ring')
    .describe('The one quiet line shown when a search might be about danger'),
  help_line: z
    .strictObject({ name: line(80), contacts: z.array(contact).min(1) })
    .describe('Who to ring to talk to a person about this directory'),
  gateway: z.strictObject({ name: line(80), summary: paragraph(400), contacts: z.array(contact).min(1) }),
  referral_review: line(160)
    .optional()
    .describe('How soon a hub looks at a referral, as a whole sentence. Leave out when nothing is promised'),
  corrections: contact.describe('Where people say that something on a page is wrong'),
  leave_to: webAddress.describe('Where the leave-this-site button goes: somewhere ordinary'),
  map: z
    .strictObject({ tiles: webAddress.optional(), attribution: line(200).optional() })
    .default({})
    .refine((m) => m.tiles === undefined || m.attribution !== undefined, {
      error: 'must say who to thank for the map when tiles are set',
      path: ['attribution'],
    }),
  learning: z
    .strictObject({
      on: z
        .boolean()
        .default(false)
        .describe('True counts short searches that found nothing, for editors. Only where the desk serves the site'),
      people: z
        .number()
        .int()
        .min(FEWEST_PEOPLE)
        .max(100)
        .default(FEWEST_PEOPLE)
        .describe('How many people must have searched for the same words, on two days or more, before they are kept'),
    })
    .default({ on: false, people: FEWEST_PEOPLE })
    .describe('Learning without watching: words that families use and the directory does not know. Off by default'),
  ...recordFields,
});

export type Council = z.infer<typeof council>;
export type UrgentLine = z.infer<typeof urgentLine>;
