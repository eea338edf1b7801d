import type { Problem } from '../../content/problem.ts';
import { ACCESS_WORDS, AREA_WORDS, COST_WORDS, DELIVERY_WORDS } from '../../content/model/wording.ts';
import type { Records } from '../../content/schema/records.ts';
import { service as serviceSchema } from '../../content/schema/service.ts';
import { schemaProblems } from '../../content/schema-problems.ts';
import { LEVELS, TAXONOMIES } from '../feeds/taxonomies.ts';
import { feedNamespace, uuidV5 } from '../feeds/uuid.ts';
import { type Candidate, emptyRead, type ImportOptions, type Read } from './candidate.ts';
import { entityFaults } from './feed-entities.ts';
import type { RawFeed } from './feed-folder.ts';
import { contactsOf, defined, leftOut, MOST_PARAGRAPHS, organisationOf, venueOf } from './feed-parties.ts';
import { readService, type ReadService, type ReadTerm } from './feed-service.ts';
import { shortened } from './plain-text.ts';

/**
 * Turns an Open Referral UK feed into candidates for our records: services, and who and where they name.
 * Pure. What the standard does not say gets the safest answer (cost to be confirmed, contact them yourself);
 * no contact arrives as checked; a service for which no need of ours can be told is rejected.
 *
 * @param records the council's own needs and hubs, to which the feed's words are matched
 */
export function fromOpenReferral(feed: RawFeed, records: Records, options: ImportOptions): Read {
  const read = emptyRead();
  read.complete = feed.complete;
  read.faults.push(...feed.faults);
  const parties = new Map<string, Candidate>();
  const ids = new Set<string>();
  const needOf = needMatcher(records, options);

  for (const { value, where } of feed.services) {
    read.faults.push(...entityFaults('service', value, where));
    const raw =
      value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
    const service = readService(raw);
    const name = service.name ?? '(no name)';
    const reject = (...reasons: string[]) => read.rejected.push({ where, name, reasons });
    const missing = [service.id === undefined && 'it has no id', service.name === undefined && 'it has no name'].filter(
      (reason) => reason !== false,
    );
    if (missing.length > 0 || service.id === undefined) {
      reject(...missing);
      continue;
    }
    if (ids.has(service.id)) {
      reject(`another service has the same id, ${service.id}`);
      continue;
    }
    ids.add(service.id);
    if (service.status === 'inactive' || service.status === 'defunct') {
      read.leftOut.set(
        `its status is ${service.status}`,
        (read.leftOut.get(`its status is ${service.status}`) ?? 0) + 1,
      );
      continue;
    }
    const needs = [...new Set(service.terms.flatMap((term) => needOf(term) ?? []))];
    const terms = service.terms.filter((term) => !isOurOther(term)).flatMap((term) => term.name ?? []);
    if (needs.length === 0)
      for (const term of new Set(terms)) read.unknownTerms.set(term, (read.unknownTerms.get(term) ?? 0) + 1);
    if (needs.length === 0 && options.need !== undefined) needs.push(options.need);
    const record = serviceRecord(service, needs, records, parties, read.faults, where);
    const refused = faultsOf(record, where);
    if (needs.length === 0) {
      reject(
        terms.length > 0
          ? `none of its terms (${shortened(terms.join(', '), 120)}) is one of our needs; give --terms or --need`
          : 'it has no terms, so its need cannot be told; give --need',
        ...refused.filter((reason) => !reason.startsWith('needs:')),
      );
    } else if (refused.length > 0) reject(...refused);
    else read.candidates.push({ type: 'service', sourceId: service.id, name, record });
  }
  const used = new Set(
    read.candidates.flatMap(({ record }) => [record.organisation, ...((record.venues ?? []) as unknown[])]),
  );
  read.candidates.unshift(...[...parties.values()].filter(({ sourceId }) => used.has(sourceId)));
  return read;
}

function serviceRecord(
  service: ReadService,
  needs: string[],
  records: Records,
  parties: Map<string, Candidate>,
  faults: Problem[],
  where: string,
): Record<string, unknown> {
  const [first, ...rest] = service.paragraphs;
  const fits = first !== undefined && first.length <= 200;
  const paragraphs = fits ? rest : service.paragraphs;
  const ages = agesOf(service, faults, where);
  const delivery = ours(service, 'delivery');
  const organisation = organisationOf(service, parties);
  const venues = service.places.flatMap((place) => venueOf(place, parties, faults, where) ?? []);
  const contacts = contactsOf(service, faults, where);
  return defined({
    name: service.name,
    organisation,
    // A feed without a word about a service still names it, and an empty summary helps nobody.
    summary: fits ? first : shortened((first ?? service.name ?? '').replace(/\s+/g, ' '), 200),
    description: paragraphs.slice(0, MOST_PARAGRAPHS).map((text) => text.replace(/\n+/g, ' ')),
    needs,
    ...ages,
    level: ours(service, 'level')[0],
    access: orElse(ours(service, 'access'), ['self-refer']),
    delivery: orElse(delivery, guessedDelivery(service)),
    ...costOf(service),
    languages: service.languages.filter((language) => language.toLowerCase() !== 'english'),
    send: service.terms.some((term) => term.taxonomy === TAXONOMIES.audience.name && term.term === 'send') || undefined,
    contacts,
    venues: [...new Set(venues)],
    ...reachOf(service, records),
    status: service.status === 'temporarily closed' ? 'temporarily-closed' : 'published',
    checked: service.assured !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(service.assured) ? service.assured : undefined,
  });
}

function agesOf({ minimum_age, maximum_age }: ReadService, faults: Problem[], where: string): Record<string, unknown> {
  if (minimum_age !== undefined && maximum_age !== undefined && minimum_age > maximum_age) {
    faults.push(
      leftOut(where, 'maximum_age', maximum_age, `is younger than minimum_age (${minimum_age}), so both are left out`),
    );
    return {};
  }
  return { minimum_age, maximum_age };
}

function costOf({ costs, fees }: ReadService): Record<string, unknown> {
  const words = (Object.entries(COST_WORDS) as [keyof typeof COST_WORDS, string][]).find(
    ([, said]) => costs[0]?.option === said || fees?.startsWith(said),
  );
  const rest = words === undefined ? fees : fees?.slice(words[1].length).replace(/^[. ]+/, '');
  const note = costs[0]?.note ?? (rest === '' ? undefined : rest);
  const cost_note = note === undefined ? undefined : shortened(note, 200);
  if (words !== undefined) return { cost: words[0], cost_note };
  if (costs.length > 0 && costs.every(({ amount }) => amount === 0)) return { cost: 'free', cost_note };
  if (costs.some(({ amount }) => amount !== undefined && amount > 0))
    return { cost: costs.some(({ amount }) => amount === 0) ? 'some-free' : 'paid', cost_note };
  return { cost: /^\s*(?:free|no charge|none)\b/i.test(fees ?? '') ? 'free' : 'to-be-confirmed', cost_note };
}

/** Hub areas that the feed names; else the country or the region when it says so; else the district. */
function reachOf({ areas }: ReadService, records: Records): Record<string, unknown> {
  const hubs = records.hub
    .filter((hub) => areas.some(({ name }) => same(name, hub.area) || same(name, hub.name)))
    .map(({ id }) => id);
  if (hubs.length > 0) return { area: 'hub', hubs };
  const said = (words: string) => areas.some((area) => same(area.words, words) || same(area.name, words));
  if (said(AREA_WORDS.national) || ['United Kingdom', 'UK', 'England', 'National'].some(said))
    return { area: 'national' };
  return { area: said(AREA_WORDS.region) ? 'region' : 'district' };
}

function guessedDelivery({ places, contacts, url }: ReadService): string[] {
  if (places.length > 0) return ['in-person'];
  if (contacts.some(({ phones }) => phones.length > 0)) return ['phone'];
  return [url === undefined ? 'in-person' : 'online'];
}

/** What our own taxonomies say, in any feed that uses them. */
function ours(service: ReadService, key: 'access' | 'delivery' | 'level'): string[] {
  const known: Record<string, string> = { access: ACCESS_WORDS, delivery: DELIVERY_WORDS, level: LEVELS }[key];
  return service.terms.flatMap(({ taxonomy, term, name }) =>
    taxonomy === TAXONOMIES[key].name
      ? (Object.entries(known).find(([id, words]) => id === term || words === name)?.[0] ?? [])
      : [],
  );
}

function isOurOther({ taxonomy }: ReadTerm): boolean {
  return Object.entries(TAXONOMIES).some(([key, { name }]) => key !== 'needs' && name === taxonomy);
}

/** A term is one of our needs by its id in our own feed, by our id, by our title, or by the council's list. */
function needMatcher(records: Records, { terms }: ImportOptions): (term: ReadTerm) => string | undefined {
  const namespace = feedNamespace(records.council.district.code);
  const byWord = new Map<string, string>();
  for (const need of records.need) {
    for (const word of [need.id, need.title, uuidV5(namespace, `term/needs/${need.id}`)])
      byWord.set(word.toLowerCase(), need.id);
  }
  return (term) => {
    if (isOurOther(term)) return undefined;
    const page = term.uri?.split('/').filter(Boolean).at(-1);
    const words = [term.id, term.term, term.name, page].flatMap((word) => word?.toLowerCase() ?? []);
    return words.map((word) => terms?.get(word) ?? byWord.get(word)).find((need) => need !== undefined);
  };
}

function faultsOf(record: Record<string, unknown>, where: string): string[] {
  // References still hold the source's own ids, which become ours when the import is planned.
  const { organisation: _organisation, venues: _venues, ...checked } = record;
  const result = serviceSchema.safeParse(checked);
  if (result.success) return [];
  return schemaProblems({ type: 'service', id: '', file: where, data: checked }, serviceSchema, result.error).map(
    ({ field, what, value }) => `${field}: ${what} (${value})`,
  );
}

function same(a: string | undefined, b: string): boolean {
  return a?.toLowerCase() === b.toLowerCase();
}

function orElse<T>(list: T[], otherwise: T[]): T[] {
  return list.length > 0 ? list : otherwise;
}
