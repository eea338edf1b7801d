import { z } from 'zod';
import { contact } from './parts/contact.ts';
import { recordFields } from './parts/record.ts';
import { line, webAddress } from './parts/words.ts';

/** Who provides the help. */
export const organisation = z.strictObject({
  name: line(120),
  description: line(240).optional(),
  website: webAddress.optional(),
  contacts: z.array(contact).default([]),
  ...recordFields,
});

export type Organisation = z.infer<typeof organisation>;
