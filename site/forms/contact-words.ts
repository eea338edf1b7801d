import type { Contact } from '../../content/schema/parts/contact.ts';

/** A contact as one line of words, for paper. What nobody has checked says so. */
export function contactWords(contact: Contact): string {
  if (contact.to_be_confirmed !== undefined) return `${contact.to_be_confirmed}.`;
  const ways = [contact.phone, contact.email, contact.text, contact.website, contact.hours].filter(
    (way) => way !== undefined,
  );
  const label = contact.label === undefined ? '' : `${contact.label}: `;
  return `${label}${ways.join(', ')}${contact.checked === undefined ? ' (to be confirmed)' : ''}`;
}
