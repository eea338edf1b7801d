import type { Position } from '../schema/parts/place.ts';
import type { Council, UrgentLine } from '../schema/council.ts';
import type { Form } from '../schema/form.ts';
import type { Group } from '../schema/group.ts';
import type { Guide } from '../schema/guide.ts';
import type { Hub } from '../schema/hub.ts';
import type { Locality } from '../schema/locality.ts';
import type { Need } from '../schema/need.ts';
import type { Organisation } from '../schema/organisation.ts';
import type { Identified, Records } from '../schema/records.ts';
import type { Service } from '../schema/service.ts';
import type { Theme } from '../schema/theme.ts';
import type { Venue } from '../schema/venue.ts';
import { visibleOn } from './freshness.ts';
import type { Schedule } from './schedule.ts';
import { buildSchedule } from './schedule-build.ts';
import { daysOff } from './timetable.ts';
import type { DateSpan } from './when.ts';

/**
 * Joins checked records into what the pages, the index and the feeds ask for. Pure.
 * Whatever must not be seen (drafts, entries out of their dates, confidential venues) is left out here,
 * once, so that nothing built from a directory can leak it.
 *
 * @param records checked records
 * @param today the day to build for (YYYY-MM-DD)
 */
export function buildDirectory(records: Records, today: string): Directory {
  const shown = <T extends { status: string }>(list: T[]) => list.filter((record) => visibleOn(record, today));
  const hubs = shown(records.hub).sort((a, b) => a.order - b.order);
  const venues = shown(records.venue)
    .filter((venue) => !venue.confidential)
    .map(withoutSecrets);
  const organisations = byId(shown(records.organisation));
  const venueById = byId(venues);
  const hubById = byId(hubs);

  const join = <T extends Identified<Service> | Identified<Group>, K extends Help['kind']>(kind: K, record: T) => ({
    ...record,
    kind,
    provider: record.organisation === undefined ? undefined : organisations.get(record.organisation),
    places: record.venues.flatMap((id) => venueById.get(id) ?? []),
    areas: record.hubs.length > 0 ? record.hubs.flatMap((id) => hubById.get(id) ?? []) : hubs,
  });
  const services: ServiceHelp[] = shown(records.service).map((record) => join('service', record));
  const groups: GroupHelp[] = shown(records.group).map((record) => join('group', record));
  const help: Help[] = [...groups, ...services].sort((a, b) => byName.compare(a.name, b.name));

  const needRecords = shown(records.need);
  const needById = byId(needRecords);
  const lineById = new Map(records.council.urgent_lines.map((line) => [line.id, line]));
  const helpByNeed = new Map<string, Help[]>();
  for (const entry of help) {
    for (const id of entry.needs) {
      const already = helpByNeed.get(id);
      if (already) already.push(entry);
      else helpByNeed.set(id, [entry]);
    }
  }
  const needs: NeedPage[] = needRecords
    .map((need) => ({
      ...need,
      help: inOrder(need, helpByNeed.get(need.id) ?? []),
      lines: need.urgent_lines.flatMap((id) => lineById.get(id) ?? []),
      relatedNeeds: need.related.flatMap((id) => needById.get(id) ?? []),
    }))
    .sort((a, b) => byName.compare(a.title, b.title));

  const themes: ThemePage[] = [...records.theme]
    .sort((a, b) => a.order - b.order)
    .map((theme) => ({ ...theme, needs: needs.filter((need) => need.theme === theme.id) }));

  return {
    council: records.council,
    today,
    themes,
    needs,
    hubs: hubs.map((hub) => ({
      ...hub,
      venues: venues.filter((venue) => venue.hub === hub.id),
      groups: groups.filter((group) => group.areas.some((area) => area.id === hub.id)),
    })),
    venues,
    help,
    services,
    groups,
    guides: shown(records.guide).sort((a, b) => a.order - b.order),
    forms: shown(records.form).sort((a, b) => a.order - b.order),
    localities: records.locality,
    terms: daysOff(records.calendar).terms.map(({ from, to }) => ({ from, to })),
    schedule: buildSchedule({
      timetables: shown(records.timetable),
      calendars: records.calendar,
      hubs,
      groups: shown(records.group),
      venues: records.venue,
      today,
    }),
  };
}

/**
 * The order of help under a need: what the editors put first; then what a family can act on (somebody
 * has checked it, or at least it can be reached); then nearest to home (the hub's own groups, the
 * district, the region, the country); then easiest to get into; then what has this need as its main
 * one; then by name. Closed entries come last.
 */
function inOrder(need: Need, help: Help[]): Help[] {
  const key = (entry: Help) => [
    entry.status === 'temporarily-closed' ? 1 : 0,
    need.shown_first.includes(entry.id) ? need.shown_first.indexOf(entry.id) : need.shown_first.length,
    reliance(entry),
    entry.kind === 'group' ? 0 : NEARNESS.indexOf(entry.area),
    entry.access.every((way) => way === 'referral') ? 1 : 0,
    entry.needs.indexOf((need as Identified<Need>).id),
  ];
  return help
    .map((entry) => ({ entry, place: key(entry) }))
    .sort((a, b) => compare(a.place, b.place) || byName.compare(a.entry.name, b.entry.name))
    .map(({ entry }) => entry);
}

/** 0 when somebody has checked it, 1 when there is a way to reach it, 2 when there is neither. */
function reliance(entry: Help): number {
  if (entry.checked !== undefined) return 0;
  return entry.contacts.some((contact) => contact.to_be_confirmed === undefined) ? 1 : 2;
}

/** One collator for all: localeCompare makes its own at every call, which tells with thousands of entries. */
const byName = new Intl.Collator('en-GB');

const NEARNESS = ['hub', 'district', 'region', 'national'] as const;

function compare(a: number[], b: number[]): number {
  const index = a.findIndex((value, i) => value !== b[i]);
  return index === -1 ? 0 : (a[index] ?? 0) - (b[index] ?? 0);
}

/** A public venue never carries the fields of a secret one, whatever a later change to the record adds. */
function withoutSecrets({ confidential: _secret, ...venue }: Identified<Venue>): PublicVenue {
  return venue;
}

function byId<T extends { id: string }>(list: T[]): Map<string, T> {
  return new Map(list.map((record) => [record.id, record]));
}

export type PublicVenue = Identified<Omit<Venue, 'confidential'>>;

type Joined = {
  provider: Identified<Organisation> | undefined;
  places: PublicVenue[];
  areas: Identified<Hub>[];
};
export type ServiceHelp = Identified<Service> & Joined & { kind: 'service' };
export type GroupHelp = Identified<Group> & Joined & { kind: 'group' };

/** A group or a service: anything a family can be helped by. */
export type Help = ServiceHelp | GroupHelp;

export type NeedPage = Identified<Need & { phrases: string[] }> & {
  help: Help[];
  lines: UrgentLine[];
  relatedNeeds: Identified<Need>[];
};
export type ThemePage = Identified<Theme> & { needs: NeedPage[] };
export type HubPage = Identified<Hub> & { venues: PublicVenue[]; groups: GroupHelp[] };

export type Directory = {
  council: Council;
  today: string;
  themes: ThemePage[];
  needs: NeedPage[];
  hubs: HubPage[];
  venues: PublicVenue[];
  help: Help[];
  services: ServiceHelp[];
  groups: GroupHelp[];
  guides: Identified<Guide>[];
  forms: Identified<Form>[];
  localities: Identified<Locality>[];
  /** School terms in order, one each side of a half term; none while they are to be confirmed. */
  terms: DateSpan[];
  /** What families may see of all timetables. */
  schedule: Schedule;
};
export type { Position };
