import { z } from 'zod';
import { line } from './parts/words.ts';

/** A family of needs, for browsing. */
export const theme = z.strictObject({
  title: line(60),
  summary: line(140),
  order: z.int().min(1),
});

export type Theme = z.infer<typeof theme>;
