import type { Directory, Help, HubPage, PublicVenue } from '../../content/model/directory.ts';
import { helpPath, paths } from '../../content/model/paths.ts';
import { ACCESS_WORDS } from '../../content/model/wording.ts';
import type { Contact } from '../../content/schema/parts/contact.ts';

/**
 * A group or a service in the words of schema.org, for search engines. Only what somebody has checked is
 * given as a way to reach it; a group whose dates are never published has no place here either.
 *
 * @param site the public site's address
 */
export function helpJsonLd(directory: Directory, help: Help, site: string): JsonLd {
  const url = new URL(helpPath(help), site).href;
  const undated = help.kind === 'group' && !help.publish_dates;
  const points = contactPoints(help.contacts);
  const audience = ageRange(help) ?? help.audience;
  return {
    '@context': 'https://schema.org',
    '@type': 'Service',
    '@id': url,
    url,
    name: help.name,
    description: help.summary,
    ...(help.alternate_names.length > 0 && { alternateName: help.alternate_names }),
    serviceType: directory.needs.filter((need) => help.needs.includes(need.id)).map((need) => need.title),
    ...(help.provider && {
      provider: {
        '@type': 'Organization',
        name: help.provider.name,
        ...(help.provider.website !== undefined && { url: help.provider.website }),
      },
    }),
    areaServed: areasOf(directory, help).map((name) => ({ '@type': 'AdministrativeArea', name })),
    ...(audience !== undefined && { audience: { '@type': 'Audience', audienceType: audience } }),
    ...(help.cost === 'free' && { offers: { '@type': 'Offer', price: 0, priceCurrency: 'GBP' } }),
    termsOfService: help.access.map((way) => ACCESS_WORDS[way]).join(', or '),
    ...((points.length > 0 || (!undated && help.places.length > 0)) && {
      availableChannel: {
        '@type': 'ServiceChannel',
        ...(points.length > 0 && { servicePhone: points }),
        ...(!undated && help.places.length > 0 && { serviceLocation: help.places.map(place) }),
        ...(help.languages.length > 0 && { availableLanguage: ['English', ...help.languages] }),
      },
    }),
  };
}

/** A hub area: an organisation with many places, never a building. */
export function hubJsonLd(directory: Directory, hub: HubPage, site: string): JsonLd {
  const url = new URL(paths.hub(hub.id), site).href;
  const points = contactPoints(hub.contacts);
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOrganization',
    '@id': url,
    url,
    name: hub.name,
    description: hub.summary,
    parentOrganization: { '@type': 'GovernmentOrganization', name: directory.council.name },
    areaServed: hub.wards.map(({ code, name }) => ({ '@type': 'AdministrativeArea', name, identifier: code })),
    ...(points.length > 0 && { contactPoint: points }),
    ...(hub.venues.length > 0 && { location: hub.venues.map(place) }),
  };
}

/**
 * JSON-LD as the text of a script element. The three marks that could end the element or begin a comment
 * are written as JSON escapes, so that nothing in the content can become markup.
 */
export function jsonLdText(data: JsonLd): string {
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function contactPoints(contacts: Contact[]): JsonLd[] {
  return contacts
    .filter((contact) => contact.checked !== undefined && contact.phone !== undefined)
    .map(({ label, phone, email, hours }) => ({
      '@type': 'ContactPoint',
      ...(label !== undefined && { name: label }),
      telephone: phone,
      ...(email !== undefined && { email }),
      ...(hours !== undefined && { hoursAvailable: hours }),
    }));
}

function place({ name, address_1, city, postal_code, position }: PublicVenue): JsonLd {
  const address = {
    ...(address_1 !== undefined && { streetAddress: address_1 }),
    ...(city !== undefined && { addressLocality: city }),
    ...(postal_code !== undefined && { postalCode: postal_code }),
  };
  return {
    '@type': 'Place',
    name,
    ...(Object.keys(address).length > 0 && { address: { '@type': 'PostalAddress', ...address, addressCountry: 'GB' } }),
    ...(position && { geo: { '@type': 'GeoCoordinates', ...position } }),
  };
}

function areasOf(directory: Directory, help: Help): string[] {
  if (help.hubs.length > 0) return help.areas.map((area) => area.area);
  return [help.kind === 'service' && help.area === 'national' ? 'United Kingdom' : directory.council.district.name];
}

function ageRange({ minimum_age: from, maximum_age: to }: Help): string | undefined {
  if (from === undefined && to === undefined) return undefined;
  return `Ages ${from ?? 0}${to === undefined ? ' and over' : ` to ${to}`}`;
}

export type JsonLd = Record<string, unknown>;
