import type { Directory, Help } from '../../content/model/directory.ts';
import { COST_WORDS } from '../../content/model/wording.ts';
import type { Contact } from '../../content/schema/parts/contact.ts';
import type { Identified } from '../../content/schema/records.ts';
import type { Organisation } from '../../content/schema/organisation.ts';
import {
  atLocations,
  type Schedule,
  serviceAreas,
  type ServiceArea,
  type ServiceAtLocation,
  type WithSchedules,
} from './openreferral-places.ts';
import type { PublicSession } from './sessions.ts';
import { taxonomyTerms, type Taxonomy, type Term, termsOf } from './taxonomies.ts';
import { feedNamespace, uuidV5 } from './uuid.ts';

/**
 * The whole directory as Open Referral UK 3.0 (HSDS-UK). Pure; what the directory leaves out (drafts,
 * confidential venues, sessions of undated groups) cannot come in here. Empty fields are left out, never null.
 *
 * @param options.site the public site's address, for the pages of terms
 * @param options.sessions when groups meet; see sessions.ts
 * @param options.modified when each entry last changed, by 'service/henry', in ISO 8601; see changes.ts
 */
export function openReferralFeed(directory: Directory, options: FeedOptions): Feed {
  const namespace = feedNamespace(directory.council.district.code);
  const ids = new Map<string, string>();
  const idOf = (name: string) => {
    const id = ids.get(name) ?? uuidV5(namespace, name);
    ids.set(name, id);
    return id;
  };
  const { taxonomies, terms } = taxonomyTerms(directory, idOf, options.site);
  const termById = new Map(terms.map((term) => [term.id, term]));
  const providers = new Map(directory.help.flatMap(({ provider }) => (provider ? [[provider.id, provider]] : [])));
  const organizations = [...providers.values()].map((provider) => organization(provider, idOf));

  const services = directory.help.map((help): FeedService => {
    const name = `${help.kind}/${help.id}`;
    const { places, schedules } = atLocations(directory, help, options.sessions ?? [], idOf);
    return {
      ...basics(help, idOf, options.modified?.get(name)),
      ...notEmpty({
        schedules,
        service_areas: serviceAreas(directory, help, idOf),
        service_at_locations: places,
        languages: help.languages.map((language) => ({ id: idOf(`${name}/language/${language}`), name: language })),
      }),
      ...(help.provider && { organization: organization(help.provider, idOf) }),
      ...notEmpty({
        cost_options: costOptions(help, idOf(`${name}/cost`)),
        contacts: contacts(help.contacts, (key) => idOf(`${name}/${key}`)),
        attributes: termsOf(help).flatMap((key) => {
          const term = termById.get(idOf(`term/${key}`));
          return term
            ? [{ id: idOf(`${name}/term/${key}`), link_id: idOf(name), link_type: 'service', taxonomy_term: term }]
            : [];
        }),
      }),
    };
  });
  return { services, organizations, taxonomies, terms };
}

/** A service as lists show it: its own fields and who provides it, without what hangs from it. */
export function inList(service: FeedService): ListedService {
  const {
    schedules: _s,
    service_areas: _a,
    service_at_locations: _l,
    languages: _g,
    cost_options: _c,
    contacts: _n,
    attributes: _t,
    ...listed
  } = service;
  return listed;
}

/** Every service at every place it is given, with the service as lists show it. */
export function servicesAtLocations(feed: Feed): (WithSchedules & { service: ListedService })[] {
  return feed.services.flatMap((service) =>
    (service.service_at_locations ?? []).map((place) => {
      const schedules = (service.schedules ?? []).filter((schedule) => schedule.service_at_location_id === place.id);
      return { ...place, ...notEmpty({ schedules }), service: inList(service) };
    }),
  );
}

function basics(help: Help, idOf: (name: string) => string, modified: string | undefined): FeedBasics {
  const website = help.contacts.find((contact) => contact.website !== undefined)?.website;
  const email = help.contacts.find((contact) => contact.email !== undefined)?.email;
  const fees = [COST_WORDS[help.cost], help.cost_note].filter((words) => words !== undefined).join('. ');
  return {
    id: idOf(`${help.kind}/${help.id}`),
    ...(help.provider && { organization_id: idOf(`organisation/${help.provider.id}`) }),
    name: help.name,
    description: [help.summary, ...help.description].join('\n\n'),
    ...(website !== undefined && { url: website }),
    ...(email !== undefined && { email }),
    status: help.status === 'temporarily-closed' ? 'temporarily closed' : 'active',
    fees,
    ...(help.minimum_age !== undefined && { minimum_age: help.minimum_age }),
    ...(help.maximum_age !== undefined && { maximum_age: help.maximum_age }),
    ...(help.checked !== undefined && { assured_date: help.checked }),
    ...(help.checked === undefined && { alert: 'To be confirmed: nobody has confirmed this entry yet.' }),
    ...(modified !== undefined && { last_modified: modified }),
  };
}

function organization(provider: Identified<Organisation>, idOf: (name: string) => string): Organization {
  const email = provider.contacts.find((contact) => contact.email !== undefined)?.email;
  return {
    id: idOf(`organisation/${provider.id}`),
    name: provider.name,
    description: provider.description ?? provider.name,
    ...(email !== undefined && { email }),
    ...(provider.website !== undefined && { website: provider.website }),
  };
}

/** A price only where we know it: nothing says what 'you pay' comes to. */
function costOptions(help: Help, id: string): CostOption[] {
  if (help.cost === 'to-be-confirmed') return [];
  return [
    {
      id,
      option: COST_WORDS[help.cost],
      ...(help.cost === 'free' && { amount: 0 }),
      ...(help.cost_note !== undefined && { amount_description: help.cost_note }),
    },
  ];
}

/** A line that nobody has checked says so, because a wrong number does harm. */
function contacts(list: Contact[], idOf: (key: string) => string): FeedContact[] {
  return list.flatMap((contact, index) => {
    const { label, phone, text, chat, email, hours, checked } = contact;
    const about = [hours, checked === undefined ? UNCONFIRMED : undefined]
      .filter((words) => words !== undefined)
      .join('. ');
    const title = text ?? chat;
    if (phone === undefined && email === undefined && title === undefined) return [];
    return [
      {
        id: idOf(`contact/${index}`),
        ...(label !== undefined && { name: label }),
        ...(title !== undefined && { title }),
        ...(email !== undefined && { email }),
        ...(phone !== undefined && {
          phones: [{ id: idOf(`contact/${index}/phone`), number: phone, ...(about !== '' && { description: about }) }],
        }),
      },
    ];
  });
}

/** The lists that hold something: the standard asks for nothing rather than an empty list. */
function notEmpty<T extends Record<string, unknown[]>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>;
}

/** What stands beside a number that nobody has checked. */
export const UNCONFIRMED = 'To be confirmed';

export type FeedOptions = { site: string; sessions?: readonly PublicSession[]; modified?: ReadonlyMap<string, string> };

export type Organization = { id: string; name: string; description: string; email?: string; website?: string };
export type CostOption = { id: string; option: string; amount?: number; amount_description?: string };
export type FeedContact = {
  id: string;
  name?: string;
  title?: string;
  email?: string;
  phones?: { id: string; number: string; description?: string }[];
};
export type Attribute = { id: string; link_id: string; link_type: string; taxonomy_term: Term };

export type FeedBasics = {
  id: string;
  organization_id?: string;
  name: string;
  description: string;
  url?: string;
  email?: string;
  status: 'active' | 'temporarily closed';
  fees: string;
  minimum_age?: number;
  maximum_age?: number;
  assured_date?: string;
  alert?: string;
  last_modified?: string;
};

export type FeedService = FeedBasics & {
  schedules?: Schedule[];
  service_areas?: ServiceArea[];
  service_at_locations?: ServiceAtLocation[];
  languages?: { id: string; name: string }[];
  organization?: Organization;
  cost_options?: CostOption[];
  contacts?: FeedContact[];
  attributes?: Attribute[];
};

export type ListedService = FeedBasics & { organization?: Organization };

export type Feed = { services: FeedService[]; organizations: Organization[]; taxonomies: Taxonomy[]; terms: Term[] };
