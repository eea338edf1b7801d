import { type Problem, shown } from '../../content/problem.ts';

/**
 * What the Open Referral UK standard asks of each thing in a feed, and everything that is wrong with one.
 * Ours, so that an import can name faults where the official schemas are not to be had.
 *
 * @param where the file or address it was read from
 */
export function entityFaults(kind: EntityKind, value: unknown, where: string, path = ''): Problem[] {
  const at = (field: string) => (path === '' ? field : `${path}.${field}`);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return [
      fault(
        where,
        path,
        value,
        `is not ${kind === 'api_details' ? 'the details of a feed' : `a ${kind}`}`,
        'ask the publisher to send an object',
      ),
    ];
  }
  const given = value as Record<string, unknown>;
  const rules = ENTITIES[kind];
  const faults: Problem[] = rules.required
    .filter((field) => given[field] === undefined)
    .map((field) =>
      fault(where, at(field), undefined, 'is missing, and the standard asks for it', 'ask the publisher to fill it in'),
    );

  for (const [field, inner] of Object.entries(given)) {
    if (inner === null) {
      faults.push(fault(where, at(field), null, 'is null', 'ask the publisher to leave empty fields out'));
      continue;
    }
    const wrong = FORMATS[rules.fields[field] ?? 'any']?.(inner);
    if (wrong !== undefined)
      faults.push(fault(where, at(field), inner, wrong, 'it is left out until the publisher mends it'));
    const child = rules.children[field];
    if (child === undefined || wrong !== undefined) continue;
    if (Array.isArray(inner))
      faults.push(...inner.flatMap((one, index) => entityFaults(child, one, where, `${at(field)}.${index}`)));
    else faults.push(...entityFaults(child, inner, where, at(field)));
  }
  return [...faults, ...sameIds(given, where, path), ...ownParent(given, where, path)];
}

/** Two things of different kinds cannot have one id. */
function sameIds(given: Record<string, unknown>, where: string, path: string): Problem[] {
  return ['organization', 'location'].flatMap((field) => {
    const inner = given[field];
    const id = inner !== null && typeof inner === 'object' && 'id' in inner ? inner.id : undefined;
    return typeof given.id === 'string' && id === given.id
      ? [
          fault(
            where,
            `${path === '' ? '' : `${path}.`}${field}.id`,
            id,
            'is also the id of what it belongs to',
            'ask the publisher to give each its own id',
          ),
        ]
      : [];
  });
}

function ownParent(given: Record<string, unknown>, where: string, path: string): Problem[] {
  if (typeof given.parent_id !== 'string' || given.parent_id !== given.id) return [];
  return [
    fault(
      where,
      `${path === '' ? '' : `${path}.`}parent_id`,
      given.parent_id,
      'is its own id, so it is its own parent',
      'ask the publisher to mend the tree',
    ),
  ];
}

function fault(file: string, field: string, value: unknown, what: string, mend: string): Problem {
  return { file, field, value: shown(value), what, mend, severity: 'warning' };
}

const text = (value: unknown) => (typeof value === 'string' ? undefined : 'is not text');
const matching = (pattern: RegExp, words: string) => (value: unknown) =>
  typeof value === 'string' && pattern.test(value) ? undefined : words;

const FORMATS: Record<string, (value: unknown) => string | undefined> = {
  any: () => undefined,
  text,
  number: (value) => (typeof value === 'number' && Number.isFinite(value) ? undefined : 'is not a number'),
  list: (value) => (Array.isArray(value) ? undefined : 'is not a list'),
  thing: (value) => (typeof value === 'object' && !Array.isArray(value) ? undefined : 'is not an object'),
  uuid: matching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'is not a UUID'),
  email: matching(/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'is not an e-mail address'),
  web: matching(/^https?:\/\/[^\s/]+/i, 'is not a whole web address'),
  date: matching(/^\d{4}-\d{2}-\d{2}/, 'is not a date such as 2026-11-22'),
  status: matching(
    /^(?:active|inactive|defunct|temporarily closed)$/,
    'is not one of active, inactive, defunct, temporarily closed',
  ),
};

const ENTITIES: Record<
  EntityKind,
  { required: string[]; fields: Record<string, string>; children: Record<string, EntityKind> }
> = {
  service: {
    required: ['id', 'name', 'status'],
    fields: {
      id: 'uuid',
      organization_id: 'uuid',
      name: 'text',
      description: 'text',
      url: 'web',
      email: 'email',
      status: 'status',
      fees: 'text',
      minimum_age: 'number',
      maximum_age: 'number',
      assured_date: 'date',
      assurer_email: 'email',
      last_modified: 'date',
      organization: 'thing',
      contacts: 'list',
      service_at_locations: 'list',
      service_areas: 'list',
      languages: 'list',
      cost_options: 'list',
      attributes: 'list',
      schedules: 'list',
    },
    children: { organization: 'organization', service_at_locations: 'service_at_location', attributes: 'attribute' },
  },
  organization: {
    required: ['id', 'name', 'description'],
    fields: {
      id: 'uuid',
      name: 'text',
      description: 'text',
      email: 'email',
      website: 'web',
      uri: 'web',
      parent_organization_id: 'uuid',
    },
    children: {},
  },
  service_at_location: {
    required: ['id'],
    fields: { id: 'uuid', service_id: 'uuid', location_id: 'uuid', location: 'thing', service: 'thing' },
    children: { location: 'location', service: 'service' },
  },
  location: {
    required: ['id', 'location_type'],
    fields: {
      id: 'uuid',
      location_type: 'text',
      name: 'text',
      latitude: 'number',
      longitude: 'number',
      addresses: 'list',
    },
    children: { addresses: 'address' },
  },
  address: {
    required: ['id', 'address_1', 'city', 'state_province', 'postal_code', 'country', 'address_type'],
    fields: { id: 'uuid', address_1: 'text', city: 'text', postal_code: 'text' },
    children: {},
  },
  attribute: {
    required: ['id'],
    fields: { id: 'uuid', taxonomy_term: 'thing' },
    children: { taxonomy_term: 'taxonomy_term' },
  },
  taxonomy: {
    required: ['id', 'name', 'description'],
    fields: { id: 'uuid', name: 'text', description: 'text', uri: 'web', version: 'text', taxonomy_terms: 'list' },
    children: { taxonomy_terms: 'taxonomy_term' },
  },
  taxonomy_term: {
    required: ['id', 'name', 'description'],
    fields: {
      id: 'uuid',
      name: 'text',
      description: 'text',
      parent_id: 'uuid',
      taxonomy_id: 'uuid',
      term_uri: 'web',
      term: 'text',
    },
    children: {},
  },
  api_details: {
    required: ['version', 'profile', 'openapi_url'],
    fields: { version: 'text', profile: 'web', openapi_url: 'web' },
    children: {},
  },
};

export type EntityKind =
  | 'service'
  | 'organization'
  | 'service_at_location'
  | 'location'
  | 'address'
  | 'attribute'
  | 'taxonomy'
  | 'taxonomy_term'
  | 'api_details';
