import { z } from 'zod';
import { contact } from './parts/contact.ts';
import { ACCESS } from './parts/help.ts';
import { recordFields } from './parts/record.ts';
import { line, paragraph, reference } from './parts/words.ts';

/** What an answer is. It decides the control on screen, the space on paper and the faults that are looked for. */
export const FIELD_KINDS = [
  'line',
  'lines',
  'date',
  'phone',
  'email',
  'postcode',
  'choice',
  'choices',
  'tick',
  'group',
  'signature',
] as const;

/** The name of a section or field inside its form: what a saved file and a condition call it. */
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, {
  error: 'must be small letters, numbers and underscores, such as "date_of_birth"',
});

const condition = z
  .strictObject({
    field: name.optional().describe('A question asked before this one'),
    is: z.array(line(120)).default([]).describe('The answers to it that bring this one up'),
    group: z
      .enum(['private'])
      .optional()
      .describe('"private": only for a group whose dates and places are never published'),
  })
  .refine((c) => (c.field === undefined) !== (c.group === undefined), {
    error: 'must name either a field with its answers, or a kind of group',
  })
  .refine((c) => c.field === undefined || c.is.length > 0, { error: 'must say which answers', path: ['is'] });

const field = z.strictObject({
  id: name,
  label: line(200).describe('The question, as it is asked'),
  short: line(50).optional().describe('A few words for a column heading and for messages'),
  hint: line(300).optional(),
  kind: z.enum(FIELD_KINDS),
  options: z.array(line(120)).default([]).describe('The answers to choose from'),
  not_known: z.boolean().default(false).describe('True to offer "Not known" beside it'),
  required: z.boolean().default(false).describe('True only for what any family can answer'),
  born: z
    .enum(['anyone', 'adult', 'child'])
    .optional()
    .describe('For a date of birth: whose, so that a slip in the year is noticed'),
  rows: z.int().min(1).max(24).default(1).describe('Lines to write on when it is printed blank'),
  most: z.int().min(10).max(20_000).optional().describe('The most characters that may be typed'),
  weight: z.int().min(1).max(6).default(2).describe('How wide its column is beside the others, in a table'),
  only_when: condition.optional(),
});

const section = z.strictObject({
  id: name,
  heading: line(120),
  guidance: z.array(paragraph(500)).default([]),
  paper_only: z.boolean().default(false).describe('True for what is only written by hand: office use'),
  new_page: z.boolean().default(false).describe('True to begin on a new sheet of paper'),
  repeat: z
    .strictObject({
      noun: line(30).describe('What one of them is called, such as "person"'),
      most: z.int().min(2).max(40).default(20),
      blank: z.int().min(1).max(12).describe('How many places to leave when it is printed blank'),
      layout: z.enum(['table', 'list']).default('table').describe('On paper: a row each, or a block each'),
    })
    .optional(),
  only_when: condition.optional(),
  fields: z.array(field).min(1),
});

/** Where a finished form goes. */
const goesTo = z.strictObject({
  to: z
    .enum(['hub', 'gateway', 'office'])
    .describe('The hub for the family’s address, the gateway of the council record, or the office named here'),
  name: line(80).optional().describe('The office'),
  contact: contact.optional().describe('How to reach the office'),
  how: paragraph(500).describe('How to send it'),
});

/** A form that a family and a practitioner fill in together, on screen or by hand. */
export const form = z.strictObject({
  title: line(90),
  for: z.enum(['practitioner', 'family']).describe('Who fills it in'),
  order: z.int().min(1),
  version: z.int().min(1).describe('Add one whenever a question is taken out, renamed or given other answers'),
  summary: line(240),
  opening: z.array(paragraph(500)).default([]).describe('What to know before you start'),
  for_access: z
    .array(z.enum(ACCESS))
    .default([])
    .describe('The ways into a group that this form serves. Leave empty when it is not about a group'),
  stop: z.strictObject({
    heading: line(120),
    words: z.array(paragraph(300)).min(1),
    urgent_lines: z.array(reference).min(1).describe('Lines from the council record, best first'),
  }),
  sections: z.array(section).min(1),
  goes_to: goesTo,
  next: z.array(line(300)).min(1).describe('What happens after it is sent'),
  marking: line(60).default('Official-Sensitive when completed').describe('Printed on every page'),
  sample_note: line(200).optional().describe('Said on the form while it is not the council’s own'),
  guides: z.array(reference).default([]).describe('Guides to read beside it'),
  ...recordFields,
});

export type Form = z.infer<typeof form>;
export type FormSection = z.infer<typeof section>;
export type FormField = z.infer<typeof field>;
export type FormCondition = z.infer<typeof condition>;
