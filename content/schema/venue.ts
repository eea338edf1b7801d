import { z } from 'zod';
import { contact } from './parts/contact.ts';
import { position, postcode } from './parts/place.ts';
import { recordFields } from './parts/record.ts';
import { line, paragraph, reference } from './parts/words.ts';

/** A building where help is given. A confidential venue is never placed and never exported. */
export const venue = z.strictObject({
  name: line(90),
  hub: reference.optional().describe('The hub area it stands in'),
  confidential: z.boolean().default(false).describe('True for a refuge or any place that must stay secret'),
  address_1: line(120).optional(),
  city: line(60).optional(),
  postal_code: postcode.optional(),
  position: position.optional(),
  position_note: line(160).optional().describe('How exact the position is, when it is not the front door'),
  access: z.array(line(120)).default([]).describe('Ramps, parking, buses, baby changing: what a source says'),
  description: z.array(paragraph()).default([]),
  contacts: z.array(contact).default([]),
  ...recordFields,
});

export type Venue = z.infer<typeof venue>;
