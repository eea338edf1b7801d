import { plainLine, plainParagraphs, plainText } from './plain-text.ts';

/**
 * One service of a feed in the words of neither version: what version 3 and version 1 both say, cleaned.
 * Nothing is believed: a field of the wrong type is as if it were not there.
 */
export function readService(raw: Record<string, unknown>): ReadService {
  const organization = thing(raw.organization);
  const eligibility = things(raw.eligibilitys).map((one) => ({ from: age(one.minimum_age), to: age(one.maximum_age) }));
  return {
    id: plainLine(raw.id, 200),
    name: plainLine(raw.name, 90),
    paragraphs: plainParagraphs(raw.description),
    url: webAddress(raw.url),
    email: email(raw.email),
    status: plainLine(raw.status, 40)?.toLowerCase() ?? 'active',
    fees: plainLine(raw.fees, 400),
    costs: things(raw.cost_options).map((one) => ({
      option: plainLine(one.option ?? one.amount_description, 200),
      amount: number(one.amount),
      note: plainLine(one.amount_description, 200),
    })),
    minimum_age: age(raw.minimum_age) ?? eligibility[0]?.from,
    maximum_age: age(raw.maximum_age) ?? eligibility[0]?.to,
    assured: plainLine(raw.assured_date, 30)?.slice(0, 10),
    organization: organization && {
      id: plainLine(organization.id, 200),
      name: plainLine(organization.name, 120),
      description: plainText(organization.description),
      website: webAddress(organization.website ?? organization.url),
    },
    contacts: things(raw.contacts).map((one) => ({
      name: plainLine(one.name, 80),
      title: plainLine(one.title, 120),
      email: email(one.email),
      phones: things(one.phones).map((phone) => ({
        number: plainLine(phone.number, 60),
        about: plainLine(phone.description, 120),
      })),
    })),
    languages: things(raw.languages).flatMap((one) => plainLine(one.name ?? one.language, 40) ?? []),
    areas: things(raw.service_areas).map((one) => ({
      name: plainLine(one.name, 200),
      words: plainLine(one.service_area, 200),
    })),
    places: things(raw.service_at_locations).flatMap((one) => {
      const location = thing(one.location);
      return location ? [readPlace(location)] : [];
    }),
    terms: [
      ...things(raw.attributes).map((one) => thing(one.taxonomy_term)),
      ...things(raw.service_taxonomys).map((one) => thing(one.taxonomy)),
    ].flatMap((term) => (term ? [readTerm(term)] : [])),
    hasSchedules: things(raw.schedules ?? raw.regular_schedules).length > 0,
  };
}

function readPlace(location: Record<string, unknown>): ReadPlace {
  const address = things(location.addresses ?? location.physical_addresses)[0] ?? {};
  return {
    id: plainLine(location.id, 200),
    name: plainLine(location.name, 90),
    latitude: number(location.latitude),
    longitude: number(location.longitude),
    address_1: plainLine(address.address_1, 120),
    city: plainLine(address.city, 60),
    postal_code: plainLine(address.postal_code, 20),
    paragraphs: plainParagraphs(location.description),
    access: things(location.accessibility ?? location.accessibility_for_disabilities).flatMap(
      (one) => plainLine(one.description ?? one.accessibility, 120) ?? [],
    ),
  };
}

function readTerm(term: Record<string, unknown>): ReadTerm {
  return {
    id: plainLine(term.id, 200),
    name: plainLine(term.name, 200),
    term: plainLine(term.term, 200),
    taxonomy: plainLine(term.taxonomy ?? term.vocabulary, 200),
    uri: plainLine(term.term_uri, 400),
  };
}

function thing(value: unknown): Record<string, unknown> | undefined {
  return value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined;
}

function things(value: unknown): Record<string, unknown>[] {
  const list: unknown[] = Array.isArray(value) ? value.slice(0, MOST_THINGS) : [];
  return list.map(thing).filter((one) => one !== undefined);
}

/** Figures also as words, because spreadsheets make words of them. */
function number(value: unknown): number | undefined {
  const figure = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof figure === 'number' && Number.isFinite(figure) ? figure : undefined;
}

/** Whole years from 0 to 120: older or odder than that is a way of saying 'no limit'. */
function age(value: unknown): number | undefined {
  const years = number(value);
  return years !== undefined && years >= 0 && years <= 120 ? Math.floor(years) : undefined;
}

function webAddress(value: unknown): string | undefined {
  const text = plainLine(value, 2000);
  return text !== undefined && /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(text) ? text : undefined;
}

function email(value: unknown): string | undefined {
  const text = plainLine(value, 200)?.replace(/^mailto:/i, '');
  return text !== undefined && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? text : undefined;
}

/** More contacts, places or terms than this on one service are a fault of the feed, and are not read. */
const MOST_THINGS = 200;

export type ReadTerm = Record<'id' | 'name' | 'term' | 'taxonomy' | 'uri', string | undefined>;
export type ReadPlace = {
  id: string | undefined;
  name: string | undefined;
  latitude: number | undefined;
  longitude: number | undefined;
  address_1: string | undefined;
  city: string | undefined;
  postal_code: string | undefined;
  paragraphs: string[];
  access: string[];
};
export type ReadService = {
  id: string | undefined;
  name: string | undefined;
  paragraphs: string[];
  url: string | undefined;
  email: string | undefined;
  status: string;
  fees: string | undefined;
  costs: { option: string | undefined; amount: number | undefined; note: string | undefined }[];
  minimum_age: number | undefined;
  maximum_age: number | undefined;
  assured: string | undefined;
  organization: Record<'id' | 'name' | 'description' | 'website', string | undefined> | undefined;
  contacts: {
    name: string | undefined;
    title: string | undefined;
    email: string | undefined;
    phones: { number: string | undefined; about: string | undefined }[];
  }[];
  languages: string[];
  areas: { name: string | undefined; words: string | undefined }[];
  places: ReadPlace[];
  terms: ReadTerm[];
  hasSchedules: boolean;
};
