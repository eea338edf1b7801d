import { z } from 'zod';
import { ages } from './ages.ts';
import { contact } from './contact.ts';
import { recordFields } from './record.ts';
import { line, paragraph, reference } from './words.ts';

/** How a family gets in. The order is from easiest to hardest. */
export const ACCESS = ['drop-in', 'self-refer', 'book', 'referral'] as const;

/** How help is given. */
export const DELIVERY = ['in-person', 'home-visit', 'phone', 'online', 'text'] as const;

/** What a group and a service have in common: everything a family asks before going. */
export const helpFields = {
  name: line(90),
  alternate_names: z.array(line(90)).default([]).describe('Other names people know it by'),
  organisation: reference.optional().describe('Who provides it'),
  summary: line(200).describe('One sentence: what it does for a family'),
  description: z.array(paragraph()).default([]).describe('A few short paragraphs in plain words'),
  needs: z.array(reference).min(1, { error: 'must name at least one need' }),
  ...ages,
  audience: line(240).optional().describe('Who it is for, in words'),
  level: z.enum(['universal', 'targeted', 'specialist']).default('universal'),
  access: z.array(z.enum(ACCESS)).min(1),
  how_to_join: paragraph(400).optional().describe('What to do to get a place, in words'),
  delivery: z.array(z.enum(DELIVERY)).min(1),
  cost: z.enum(['free', 'some-free', 'paid', 'to-be-confirmed']),
  cost_note: line(200).optional(),
  languages: z
    .array(line(40))
    .default([])
    .describe('Languages other than English that are spoken, when a source says so'),
  send: z.boolean().default(false).describe('True when it is meant for children with special needs or disabilities'),
  contacts: z.array(contact).default([]),
  venues: z.array(reference).default([]),
  ...recordFields,
};
