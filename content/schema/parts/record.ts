import { z } from 'zod';
import { day, line } from './words.ts';

/** Where an imported record came from, and what it looked like then, so that an edit by hand is noticed. */
const imported = z.strictObject({
  from: line(300).describe('The feed, file or register it came from'),
  id: line(200).describe('Its id there'),
  at: day.describe('The day of the import that last wrote it'),
  fingerprint: z
    .string()
    .regex(/^[0-9a-f]{16}$/, { error: 'must be the 16 letters and digits that the import wrote' })
    .describe('Of the words the import wrote. An edit by hand changes them, and the next import keeps the edit'),
  gone: day.optional().describe('The day it was found to be no longer there. It is hidden, not deleted'),
});

/** What every record carries, whatever it is about. */
export const recordFields = {
  sources: z.array(line(300)).default([]).describe('Where the facts came from: a page, a document, a person and date'),
  checked: day.optional().describe('The day somebody last read the whole entry and found it right'),
  status: z.enum(['published', 'draft', 'temporarily-closed']).default('published'),
  visible_from: day.optional().describe('First day to show this entry'),
  visible_to: day.optional().describe('Last day to show this entry'),
  imported: imported.optional().describe('Written by an import. Leave it as it is'),
};

export type Imported = z.infer<typeof imported>;
