import { z } from 'zod';
import { recordFields } from './parts/record.ts';
import { line, paragraph, reference } from './parts/words.ts';

/** Pages of the directory that a route may lead to. */
export const ROUTE_PAGES = ['urgent', 'groups', 'forms', 'find-your-hub', 'hubs', 'search', 'needs'] as const;

const link = z
  .strictObject({
    words: line(80),
    form: reference.optional(),
    guide: reference.optional(),
    page: z.enum(ROUTE_PAGES).optional(),
  })
  .refine((one) => [one.form, one.guide, one.page].filter((to) => to !== undefined).length === 1, {
    error: 'must lead to one thing: a form, a guide or a page',
  });

const outcome = z.strictObject({
  title: line(90).describe('The route, such as "Group referral to the hub"'),
  why: line(300).describe('The reason, worded so that it can be copied into a record'),
  steps: z.array(line(300)).min(1).describe('What to do'),
  needs: z.array(line(300)).default([]).describe('What it asks for'),
  links: z.array(link).default([]),
  urgent: z.boolean().default(false).describe('True when it is a call to make now'),
});

/** Questions asked in order, stopping at the first yes. */
const route = z.strictObject({
  intro: paragraph(400),
  questions: z
    .array(
      z.strictObject({
        ask: line(200),
        hint: line(300).optional().describe('What a yes looks like'),
        short: line(60).describe('The question in a few words, for the record that is copied'),
        yes: outcome,
      }),
    )
    .min(2),
  otherwise: outcome.describe('When every answer is no'),
});

const level = z.strictObject({
  name: line(90),
  meaning: paragraph(500),
  who: line(300).describe('Who responds'),
  asks: z.array(line(300)).min(1).describe('What it asks of a practitioner'),
});

/** A page for practitioners: how early help works here. */
export const guide = z.strictObject({
  title: line(80),
  summary: line(200),
  order: z.int().min(1),
  route: route.optional().describe('Questions that lead to the right route'),
  levels: z.array(level).default([]).describe('Levels of need here: every council has its own'),
  sections: z
    .array(
      z.strictObject({
        heading: line(90),
        paragraphs: z.array(paragraph()).default([]),
        points: z.array(line(300)).default([]),
        steps: z.array(line(300)).default([]),
      }),
    )
    .min(1),
  related: z.array(reference).default([]).describe('Other guides'),
  ...recordFields,
});

export type Guide = z.infer<typeof guide>;
export type GuideRoute = z.infer<typeof route>;
export type RouteOutcome = z.infer<typeof outcome>;
