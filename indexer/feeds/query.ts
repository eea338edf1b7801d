import { distanceMetres, type LatLng } from '../../content/model/places.ts';
import { type Envelope, envelope } from './envelope.ts';
import { type FeedService, inList, type ListedService } from './openreferral.ts';

/** The most that one page may hold. Asking for more gives this many. */
export const MOST_PER_PAGE = 500;
const USUAL_PER_PAGE = 50;

/** The most words that one search may hold, so that no question takes long to answer. */
const MOST_WORDS = 20;

/** The parameters that `queryFeed` reads. Any other is passed over, as web servers do. */
export const QUERY_PARAMETERS = [
  'page',
  'per_page',
  'search',
  'taxonomy_term_id',
  'minimum_age',
  'maximum_age',
  'modified_after',
  'postcode',
  'proximity',
] as const;

/** The parameters that every other list reads. */
export const PAGING = ['page', 'per_page'] as const;

/**
 * One page of services as somebody asked for it: the parameters of Open Referral UK 3.0, for a host that
 * can read them. Pure. All conditions must hold; several taxonomy terms, with commas, need only one.
 *
 * @param services the whole feed's services, each made ready by `searchable`
 * @param params page, per_page, search, taxonomy_term_id, minimum_age, maximum_age (years), modified_after
 *   (ISO 8601; what changed at that moment counts), postcode with proximity (metres, 5,000 when left out)
 * @param locate where a postcode is, or null when nobody knows
 * @returns the page, or every fault in the parameters
 */
export function queryFeed(
  services: readonly Searchable[],
  params: URLSearchParams,
  locate: (postcode: string) => LatLng | null,
): Answered<ListedService> {
  const faults = twice(params);
  const { page, perPage } = paging(params, faults);
  const youngest = params.has('minimum_age') ? whole(params, 'minimum_age', 0, 0, faults) : undefined;
  const oldest = params.has('maximum_age') ? whole(params, 'maximum_age', 0, 0, faults) : undefined;
  const after = moment(params, faults);
  const near = nearTo(params, locate, faults);
  const words = [
    ...new Set(
      inSmallLetters(params.get('search') ?? '')
        .split(/\s+/)
        .filter(Boolean),
    ),
  ];
  if (words.length > MOST_WORDS) faults.push(`search may hold at most ${MOST_WORDS} words, not ${words.length}`);
  if (faults.length > 0) return { faults };

  const terms = (params.get('taxonomy_term_id') ?? '')
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  const found = services.filter(
    (service) =>
      words.every((word) => service.text.includes(word)) &&
      (terms.length === 0 || terms.some((id) => service.terms.has(id))) &&
      // Age 0 is an age, and a service without limits is for everybody.
      (youngest === undefined || (service.listed.maximum_age ?? Infinity) >= youngest) &&
      (oldest === undefined || (service.listed.minimum_age ?? 0) <= oldest) &&
      (after === undefined || (service.modified !== undefined && service.modified >= after)) &&
      (near === undefined || service.places.some((place) => distanceMetres(near.at, place) <= near.metres)),
  );
  const all = found.map(({ listed }) => listed);
  return { page: envelope(all, page, perPage) };
}

/** One page of any other list of the feed: those read page and per_page only. Pure. */
export function pageOfList(contents: readonly unknown[], params: URLSearchParams): Answered<unknown> {
  const faults = twice(params);
  const { page, perPage } = paging(params, faults);
  return faults.length > 0 ? { faults } : { page: envelope([...contents], page, perPage) };
}

/** What `queryFeed` looks at in one service, found out once. It holds nothing that the service does not. */
export function searchable(service: FeedService): Searchable {
  const { last_modified: modified, attributes = [], service_at_locations: places = [] } = service;
  return {
    listed: inList(service),
    text: inSmallLetters(`${service.name} ${service.description} ${service.organization?.name ?? ''}`),
    terms: new Set(
      attributes.flatMap(({ taxonomy_term: { id, parent_id } }) => [id, ...(parent_id ? [parent_id] : [])]),
    ),
    modified: modified === undefined ? undefined : Date.parse(modified),
    places: places.flatMap(({ location: { latitude: lat, longitude: lng } }) =>
      lat === undefined || lng === undefined ? [] : [{ lat, lng }],
    ),
  };
}

/** A parameter that stands twice says two things, and nobody can tell which is meant. */
function twice(params: URLSearchParams): string[] {
  return QUERY_PARAMETERS.filter((name) => params.getAll(name).length > 1).map((name) => `${name} is given twice`);
}

function paging(params: URLSearchParams, faults: string[]): { page: number; perPage: number } {
  return {
    page: whole(params, 'page', 1, 1, faults),
    perPage: Math.min(whole(params, 'per_page', 1, USUAL_PER_PAGE, faults), MOST_PER_PAGE),
  };
}

function whole(params: URLSearchParams, name: string, least: number, usual: number, faults: string[]): number {
  const text = params.get(name);
  if (text === null || text === '') return usual;
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  faults.push(`${name} must be a whole number of at least ${least}, not "${text.slice(0, 40)}"`);
  return usual;
}

function moment(params: URLSearchParams, faults: string[]): number | undefined {
  const text = params.get('modified_after');
  if (text === null || text === '') return undefined;
  const time = Date.parse(text);
  if (Number.isNaN(time)) faults.push(`modified_after must be a date such as 2026-11-22, not "${text.slice(0, 40)}"`);
  return time;
}

function nearTo(
  params: URLSearchParams,
  locate: (postcode: string) => LatLng | null,
  faults: string[],
): { at: LatLng; metres: number } | undefined {
  const metres = whole(params, 'proximity', 1, 5000, faults);
  const postcode = params.get('postcode');
  if (postcode === null || postcode === '') {
    if (params.has('proximity')) faults.push('proximity needs a postcode');
    return undefined;
  }
  const at = locate(postcode);
  if (at) return { at, metres };
  faults.push('postcode is not one that this directory can place');
  return undefined;
}

function inSmallLetters(text: string): string {
  return text.toLocaleLowerCase('en-GB');
}

export type QueryParameter = (typeof QUERY_PARAMETERS)[number];

export type Searchable = {
  listed: ListedService;
  /** What search looks through, in small letters. */
  text: string;
  /** Ids of its terms and of their parents. */
  terms: ReadonlySet<string>;
  /** When it last changed, in milliseconds since 1970. */
  modified: number | undefined;
  places: readonly LatLng[];
};

export type Answered<T> = { page: Envelope<T> } | { faults: string[] };
