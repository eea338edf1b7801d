import { readPostcode } from '../../content/model/postcode.ts';
import { contact as contactSchema } from '../../content/schema/parts/contact.ts';
import { position as positionSchema } from '../../content/schema/parts/place.ts';

/**
 * A telephone number as our records write one: +44 becomes 0, brackets and stops go, words are refused.
 *
 * @returns undefined when it is not a UK number
 */
export function ukPhone(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const number = text
    .replace(/^\s*(?:\+|00)\s?44\s?(?:\(0\))?\s?/, '0')
    .replace(/[().-]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return contactSchema.safeParse({ phone: number }).success ? number : undefined;
}

/** A postcode in capitals with one space, or undefined when it is none. */
export function postcodeOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const reading = readPostcode(text);
  return reading.kind === 'postcode' ? reading.postcode : undefined;
}

/** A position in this country, or undefined: feeds often send 0, 0 for what they do not know. */
export function positionOf(latitude: number | undefined, longitude: number | undefined) {
  const result = positionSchema.safeParse({ latitude, longitude });
  return result.success ? result.data : undefined;
}

/** An imported contact, or nothing when there is no way to reach anybody by it. It is never 'checked'. */
export function contactOf(fields: Record<string, string | undefined>): Record<string, string>[] {
  const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<
    string,
    string
  >;
  return contactSchema.safeParse(kept).success ? [kept] : [];
}
