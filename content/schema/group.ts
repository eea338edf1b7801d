import { z } from 'zod';
import { AGES_OUT_OF_ORDER, agesInOrder } from './parts/ages.ts';
import { contact } from './parts/contact.ts';
import { helpFields } from './parts/help.ts';
import { line, paragraph, reference } from './parts/words.ts';

/** A course or group that families come to, usually at a Family Hub. */
export const group = z
  .strictObject({
    ...helpFields,
    hubs: z.array(reference).default([]).describe('The hub areas that run it. Leave empty when it runs in all of them'),
    hubs_confirmed: z.boolean().default(false).describe('True once the council has said which hubs run it'),
    length: line(120).optional().describe('How long it lasts, such as "10 weekly sessions of 2 hours"'),
    referrals_to: contact.optional().describe('Where referral forms go when it is not the hub'),
    publish_dates: z
      .boolean()
      .default(true)
      .describe('False when its days, times and places must never be published, to keep people safe'),
    quick_guide: z
      .strictObject({
        what_happens: z.array(paragraph(500)).min(1),
        what_you_get: z.array(line(160)).default([]),
        good_to_know: z.array(line(200)).default([]),
      })
      .describe('The page a family is given to keep'),
  })
  .refine(agesInOrder, AGES_OUT_OF_ORDER)
  .refine((g) => g.publish_dates || g.venues.length === 0, {
    error: 'must be empty: this group has publish_dates: false, so where it meets is never published',
    path: ['venues'],
  });

export type Group = z.infer<typeof group>;
