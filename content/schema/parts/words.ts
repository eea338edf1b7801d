import { z } from 'zod';

/** A short single line that people read: no markup, no line breaks. */
export const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !/[\n\r\t]/.test(text), { error: 'must be on one line' })
    .refine(hasNoMarkup, { error: 'must be plain words, without HTML' });

/** A paragraph or two that people read: no markup. */
export const paragraph = (most = 1200) =>
  z.string().trim().min(1).max(most).refine(hasNoMarkup, { error: 'must be plain words, without HTML' });

/** The name of another record: its file name without the ending. */
export const reference = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: 'must be the file name of a record, such as "young-carers-group"',
});

/** A calendar day in YAML, kept as words so that no time zone can move it. */
export const day = z.iso.date({ error: 'must be a date written like 2026-11-22' });

/** A web address people can open. Only http and https: nothing that runs script. */
export const webAddress = z.url({
  protocol: /^https?$/,
  hostname: z.regexes.domain,
  error: 'must be a web address that begins with https:// or http://',
});

function hasNoMarkup(text: string): boolean {
  return !/<\/?[a-z!]/i.test(text);
}
