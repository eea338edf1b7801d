import { type Problem, shown } from '../../content/problem.ts';
import { UNCONFIRMED } from '../feeds/openreferral.ts';
import type { Candidate } from './candidate.ts';
import { contactOf, positionOf, postcodeOf, ukPhone } from './contact-lines.ts';
import type { ReadPlace, ReadService } from './feed-service.ts';
import { shortened } from './plain-text.ts';

/* Who and where a feed's service names, and how to reach it. */

/** Every way to reach a service that a UK family can use. None of them arrives as checked. */
export function contactsOf(service: ReadService, faults: Problem[], where: string): Record<string, string>[] {
  const lines = service.contacts.flatMap(({ name, title, email, phones }) => {
    const spoken = phones.flatMap(({ number, about }) => {
      const phone = ukPhone(number);
      if (phone === undefined && number !== undefined)
        faults.push(leftOut(where, 'contacts.phones.number', number, 'is not a UK telephone number'));
      const hours = about?.replace(UNCONFIRMED, '').replace(/[. ]+$/, '');
      return phone === undefined ? [] : [{ phone, hours: hours === '' ? undefined : hours }];
    });
    const written =
      title === undefined
        ? {}
        : /\btext\b/i.test(title)
          ? { text: title }
          : /\bchat\b/i.test(title)
            ? { chat: title }
            : {};
    const label = name ?? (Object.keys(written).length === 0 ? title?.slice(0, 80) : undefined);
    return (spoken.length > 0 ? spoken : [{}]).flatMap((line) => contactOf({ label, ...line, email, ...written }));
  });
  const known = new Set(lines.map((line) => line.email));
  const general = contactOf({
    website: service.url,
    email: known.has(service.email ?? '') ? undefined : service.email,
  });
  return [...lines, ...general];
}

/** Adds who provides a service to `parties`, once. @returns its source id */
export function organisationOf({ organization }: ReadService, parties: Map<string, Candidate>): string | undefined {
  if (organization?.name === undefined) return undefined;
  const sourceId = organization.id ?? organization.name;
  const { name, description, website } = organization;
  if (!parties.has(sourceId)) {
    const about =
      description === undefined || description === name ? undefined : shortened(description.replace(/\s+/g, ' '), 240);
    parties.set(sourceId, {
      type: 'organisation',
      sourceId,
      name,
      record: defined({ name, description: about, website }),
    });
  }
  return sourceId;
}

/** Adds a place to `parties`, once. @returns its source id, or undefined when it has no name */
export function venueOf(
  place: ReadPlace,
  parties: Map<string, Candidate>,
  faults: Problem[],
  where: string,
): string | undefined {
  const name = place.name ?? place.address_1;
  if (name === undefined) return undefined;
  const sourceId = place.id ?? `${name} ${place.postal_code ?? ''}`;
  if (parties.has(sourceId)) return sourceId;
  const postal_code = postcodeOf(place.postal_code);
  const position = positionOf(place.latitude, place.longitude);
  if (postal_code === undefined && place.postal_code !== undefined)
    faults.push(leftOut(where, 'postal_code', place.postal_code, 'is not a UK postcode'));
  if (!position && place.latitude !== undefined)
    faults.push(leftOut(where, 'latitude', `${place.latitude}, ${place.longitude}`, 'is not in this country'));
  const record = defined({
    name,
    address_1: place.address_1,
    city: place.city,
    postal_code,
    position,
    access: place.access,
    description: place.paragraphs.slice(0, MOST_PARAGRAPHS),
  });
  parties.set(sourceId, { type: 'venue', sourceId, name, record });
  return sourceId;
}

/** A fault that did not stop the service: the field is left out. */
export function leftOut(file: string, field: string, value: unknown, what: string): Problem {
  return {
    file,
    field,
    value: shown(value),
    what,
    mend: 'it is left out until the publisher mends it',
    severity: 'warning',
  };
}

/** Without fields that say nothing, so that a file holds only what is known. */
export function defined(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/** More paragraphs than this are no description. */
export const MOST_PARAGRAPHS = 12;
