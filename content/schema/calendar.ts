import { z } from 'zod';
import { day, line } from './parts/words.ts';
import { recordFields } from './parts/record.ts';

const span = z
  .strictObject({ name: line(60), from: day, to: day, confirmed: z.boolean().default(false) })
  .refine((s) => s.from <= s.to, { error: 'must not be before "from"', path: ['to'] });

/** School terms and bank holidays for a school year. */
export const calendar = z.strictObject({
  name: line(60),
  terms: z
    .array(span)
    .default([])
    .describe('Days children are in school: one span each side of a half-term. Empty while they are to be confirmed'),
  terms_note: line(200).optional(),
  bank_holidays: z.array(z.strictObject({ name: line(60), date: day })).default([]),
  ...recordFields,
});

export type Calendar = z.infer<typeof calendar>;
