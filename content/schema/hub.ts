import { z } from 'zod';
import { contact } from './parts/contact.ts';
import { areaCode, position } from './parts/place.ts';
import { recordFields } from './parts/record.ts';
import { line, paragraph } from './parts/words.ts';

/** A Family Hub area: an umbrella for venues, not a building. */
export const hub = z.strictObject({
  name: line(80),
  area: line(60).describe('The area alone, such as "Bradford East"'),
  order: z.int().min(1),
  summary: line(200),
  description: z.array(paragraph()).default([]),
  wards: z
    .array(z.strictObject({ code: areaCode, name: line(60) }))
    .default([])
    .describe('The wards it covers. Leave empty when one hub covers the whole district'),
  wards_confirmed: z.boolean().default(false).describe('True once the council has confirmed which wards belong here'),
  centre: position.describe('Where to put the area on a map: the middle of its postcodes'),
  contacts: z.array(contact).default([]),
  referrals_to: contact.optional().describe('Where group referral forms go'),
  ...recordFields,
});

export type Hub = z.infer<typeof hub>;
