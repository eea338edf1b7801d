import type { Directory } from '../../content/model/directory.ts';
import { PAGING, QUERY_PARAMETERS, type QueryParameter } from './query.ts';

/** What stands at the root of the feed: its version, and in plain words what it can and cannot be asked. */
export function feedDetails(directory: Directory, site: string): FeedDetails {
  return {
    version: 'HSDS-UK-3.0',
    profile: 'https://docs.openreferraluk.org/en/latest/',
    openapi_url: new URL('/openreferral/openapi.json', site).href,
    publisher: directory.council.name,
    live: directory.council.live,
    ...(!directory.council.live && { demonstration: directory.council.demonstration_note }),
    endpoints: Object.fromEntries(LISTS.map((name) => [name, new URL(`/openreferral/${name}.json`, site).href])),
    limits: [
      'These are files. Every list is whole, on one page: total_pages is 1.',
      `On the host that this directory comes with, services also reads ${QUERY_PARAMETERS.join(', ')}, and the other lists read page and per_page. A wrong value is answered with 400 and "faults".`,
      'Any other host has files only: it passes over every parameter, and you get everything. What you got says which: total_pages.',
      'Each address also answers without .json where the host is the one this directory comes with.',
      'Where a detail is not confirmed, "alert" or the description of a telephone line says so.',
    ],
  };
}

/** The feed's own OpenAPI description: the files, and what the directory's own host reads besides. */
export function feedOpenApi(directory: Directory, site: string): object {
  const ok = (summary: string) => ({
    get: {
      summary,
      responses: { 200: { description: summary, content: { 'application/json': { schema: { type: 'object' } } } } },
    },
  });
  const one = (summary: string) => ({
    get: {
      ...ok(summary).get,
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
    },
  });
  const list = (name: (typeof LISTS)[number]) => ({
    get: {
      ...ok(`Every one of ${name}, on one page`).get,
      parameters: (name === 'services' ? QUERY_PARAMETERS : PAGING).map((parameter) => ({
        name: parameter,
        in: 'query',
        required: false,
        description: `${PARAMETERS[parameter]} A host that has only files passes it over.`,
        schema: { type: 'string' },
      })),
    },
  });
  return {
    openapi: '3.0.3',
    info: {
      title: `${directory.council.service_name}: Open Referral UK feed`,
      version: '3.0',
      description: feedDetails(directory, site).limits.join(' '),
    },
    servers: [{ url: new URL('/openreferral', site).href }],
    paths: Object.fromEntries([
      ['/', ok('About this feed')],
      ...LISTS.flatMap((name) => [
        [`/${name}.json`, list(name)],
        [`/${name}/{id}.json`, one(`One of ${name}`)],
      ]),
    ]) as object,
  };
}

export const LISTS = ['services', 'organizations', 'service_at_locations', 'taxonomies', 'taxonomy_terms'] as const;

const PARAMETERS: Record<QueryParameter, string> = {
  page: 'The page, from 1.',
  per_page: 'How many on a page: 50 when left out, at most 500.',
  search: 'Words that must all stand in the name, the description or the name of who provides it.',
  taxonomy_term_id: 'Ids of terms, with commas: a service with one of them, or with a child of one, is found.',
  minimum_age: 'Whole years: what is for somebody of this age or older.',
  maximum_age: 'Whole years: what is for somebody of this age or younger.',
  modified_after: 'A date or moment in ISO 8601: what changed then or later.',
  postcode: 'A postcode of this district, or its beginning: what is given near its middle.',
  proximity: 'With postcode, metres: 5,000 when left out.',
};

export type FeedDetails = {
  version: string;
  profile: string;
  openapi_url: string;
  publisher: string;
  live: boolean;
  demonstration?: string;
  endpoints: Record<string, string>;
  limits: string[];
};
