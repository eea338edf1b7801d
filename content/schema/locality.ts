import { z } from 'zod';
import { position } from './parts/place.ts';
import { line } from './parts/words.ts';

/** A neighbourhood, town or village that people name when they say where they live. */
export const locality = z.strictObject({
  name: line(60),
  spellings: z.array(line(60)).default([]).describe('Other ways people write it'),
  outcodes: z.array(z.string().regex(/^[A-Z]{1,2}\d[A-Z\d]?$/)).default([]),
  position,
  position_note: line(200),
});

export type Locality = z.infer<typeof locality>;
