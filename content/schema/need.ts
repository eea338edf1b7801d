import { z } from 'zod';
import { recordFields } from './parts/record.ts';
import { line, paragraph, reference } from './parts/words.ts';

/** Something a family needs help with, said as a parent would say it. */
export const need = z.strictObject({
  theme: reference,
  title: line(70).describe('As a parent would say it'),
  scope: line(160).describe('What belongs here, for editors'),
  summary: line(160).describe('One line under the title in lists'),
  opening: paragraph(400).describe('The first words: kind, calm, never blaming'),
  try_now: z.array(paragraph(280)).min(2).max(8).describe('Small things that can help today'),
  get_help_if: z.array(line(200)).default([]).describe('Signs that it is time to ask for help'),
  urgent: z.boolean().default(false).describe('True when somebody may be in danger'),
  urgent_lines: z.array(reference).default([]).describe('Lines from the council record, best first'),
  related: z.array(reference).default([]),
  shown_first: z.array(reference).default([]).describe('Services or groups to show first, best first'),
  ...recordFields,
});

/** A need with its phrases, which live in their own text file so that anyone can add a line. */
export type Need = z.infer<typeof need>;
