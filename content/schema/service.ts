import { z } from 'zod';
import { AGES_OUT_OF_ORDER, agesInOrder } from './parts/ages.ts';
import { helpFields } from './parts/help.ts';
import { reference } from './parts/words.ts';

/** Anything that helps families and is not a hub's own group: a helpline, a team, a charity, a website. */
export const service = z
  .strictObject({
    ...helpFields,
    area: z.enum(['hub', 'district', 'region', 'national']).describe('How far it reaches'),
    hubs: z.array(reference).default([]).describe('The hub areas it serves, when it does not serve all'),
  })
  .refine(agesInOrder, AGES_OUT_OF_ORDER)
  .refine((s) => s.area !== 'hub' || s.hubs.length > 0, {
    error: 'must name the hub areas when area is "hub"',
    path: ['hubs'],
  });

export type Service = z.infer<typeof service>;
