import { z } from 'zod';
import { day, line, webAddress } from './words.ts';

/** UK numbers as people read them, and short codes such as 999, 111 or 116 123. */
const PHONE = /^(?:0(?:[ ]?\d){9,10}|116 ?\d{3}|999|101|111|112|119|18000|18001 ?0?[\d ]+)$/;

/** One way to reach somebody. A contact that nobody has checked is shown as 'to be confirmed'. */
export const contact = z
  .strictObject({
    label: line(80).optional().describe('What this line is for, when there is more than one'),
    phone: z
      .string()
      .regex(PHONE, { error: 'must be a UK telephone number, such as 01274 435600 or 0800 1111' })
      .or(z.literal('0800 1111'))
      .optional()
      .describe('A telephone number as people would read it out'),
    text: line(120).optional().describe('How to get help by text message'),
    chat: line(120).optional().describe('How to get help by chat on the web'),
    email: z.email({ error: 'must be an e-mail address' }).optional(),
    website: webAddress.optional(),
    hours: line(120).optional().describe('When somebody answers. Leave out if you are not sure'),
    to_be_confirmed: line(160).optional().describe('What is missing, when we know a contact exists but not what it is'),
    checked: day.optional().describe('The day somebody last compared this with its source'),
    source: webAddress.optional().describe('The page that this contact was compared with'),
  })
  .refine((c) => c.phone ?? c.text ?? c.chat ?? c.email ?? c.website ?? c.to_be_confirmed, {
    error: 'needs at least one of phone, text, chat, email, website, or to_be_confirmed saying what is missing',
  })
  .refine((c) => c.checked === undefined || c.to_be_confirmed === undefined, {
    error: 'cannot be both checked and to be confirmed',
    path: ['to_be_confirmed'],
  });

export type Contact = z.infer<typeof contact>;
