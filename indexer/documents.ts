import type { Directory, Help } from '../content/model/directory.ts';
import { helpPath, paths } from '../content/model/paths.ts';
import type { ACCESS, DELIVERY } from '../content/schema/parts/help.ts';

/**
 * Everything that can be found, in one shape for every engine: needs, groups, services, hubs and guides.
 * Pure. What the directory leaves out (drafts, confidential venues) cannot come in here.
 */
export function searchDocuments(directory: Directory): SearchDocument[] {
  const everyHub = directory.hubs.map((hub) => hub.id);
  const meetingPlaces = placesOfSessions(directory);
  return [
    ...directory.needs.map((need): SearchDocument => ({
      ...BLANK,
      id: `need/${need.id}`,
      kind: 'need',
      title: need.title,
      summary: need.summary,
      url: paths.need(need.id),
      needs: [need.id],
      words: [need.scope, need.opening, ...need.try_now, ...need.get_help_if].join(' '),
    })),
    ...directory.help.map((help) => helpDocument(help, everyHub, meetingPlaces.get(help.id) ?? [])),
    ...directory.hubs.map((hub): SearchDocument => ({
      ...BLANK,
      id: `hub/${hub.id}`,
      kind: 'hub',
      title: hub.name,
      other_titles: [hub.area],
      summary: hub.summary,
      url: paths.hub(hub.id),
      hubs: [hub.id],
      positions: [hub.centre],
      words: [...hub.description, ...hub.wards.map((ward) => ward.name), ...hub.venues.map((v) => v.name)].join(' '),
    })),
    ...directory.guides.map((guide): SearchDocument => ({
      ...BLANK,
      id: `guide/${guide.id}`,
      kind: 'guide',
      title: guide.title,
      summary: guide.summary,
      url: paths.guide(guide.id),
      words: guide.sections
        .flatMap((section) => [section.heading, ...section.paragraphs, ...section.points, ...section.steps])
        .join(' '),
    })),
  ];
}

/**
 * Where each group meets from the day of the build on. The schedule names no secret venue and no group whose dates
 * are private, so neither can this.
 *
 * @returns venues with a known position, by the id of the group
 */
function placesOfSessions({ schedule, today }: Directory): ReadonlyMap<string, Venue[]> {
  const places = new Map<string, Map<string, Venue>>();
  for (const { group, venue, dates } of schedule.sessions) {
    const position = venue === undefined ? undefined : schedule.venues[venue]?.position;
    if (venue === undefined || position === undefined || !dates.some((date) => date >= today)) continue;
    places.set(group, (places.get(group) ?? new Map<string, Venue>()).set(venue, { id: venue, position }));
  }
  return new Map([...places].map(([group, venues]) => [group, [...venues.values()]]));
}

function helpDocument(help: Help, everyHub: string[], meetingPlaces: readonly Venue[]): SearchDocument {
  const venues = help.kind === 'group' ? [...help.places, ...meetingPlaces] : help.places;
  const positions = new Map(venues.flatMap(({ id, position }) => (position ? [[id, position] as const] : [])));
  const phone = help.contacts.find((contact) => contact.phone !== undefined && contact.checked !== undefined)?.phone;
  return {
    id: `${help.kind}/${help.id}`,
    kind: help.kind,
    title: help.name,
    other_titles: [...help.alternate_names, ...(help.provider ? [help.provider.name] : [])],
    summary: help.summary,
    url: helpPath(help),
    words: [...help.description, help.audience, help.how_to_join, ...help.places.map((place) => place.name)]
      .filter((text) => text !== undefined)
      .join(' '),
    needs: help.needs,
    ...(help.minimum_age !== undefined && { minimum_age: help.minimum_age }),
    ...(help.maximum_age !== undefined && { maximum_age: help.maximum_age }),
    hubs: help.hubs.length > 0 ? help.hubs : everyHub,
    area: help.kind === 'group' ? 'hub' : help.area,
    access: help.access,
    delivery: help.delivery,
    free: help.cost === 'free',
    languages: help.languages,
    send: help.send,
    positions: [...positions.values()],
    ...(phone !== undefined && { phone }),
    ...(help.checked !== undefined && { checked: help.checked }),
    closed: help.status === 'temporarily-closed',
  };
}

type Venue = { id: string; position?: SearchDocument['positions'][number] };

const BLANK = {
  other_titles: [],
  needs: [],
  hubs: [],
  access: [],
  delivery: [],
  free: false,
  languages: [],
  send: false,
  positions: [],
  closed: false,
};

export type SearchDocument = {
  /** The kind and the record's id, such as 'service/samaritans': unique, and what the shortlist keeps. */
  id: string;
  kind: 'need' | 'group' | 'service' | 'hub' | 'guide';
  title: string;
  other_titles: string[];
  summary: string;
  url: string;
  /** Everything else worth finding it by. */
  words: string;
  /** Needs it helps with, its main one first. A need's own document names itself. */
  needs: string[];
  minimum_age?: number;
  maximum_age?: number;
  /** Hub areas it serves. Help for the whole district names them all. */
  hubs: string[];
  area?: 'hub' | 'district' | 'region' | 'national';
  access: (typeof ACCESS)[number][];
  delivery: (typeof DELIVERY)[number][];
  free: boolean;
  languages: string[];
  send: boolean;
  /** Where it is given, in WGS84 degrees; empty when by phone or online, or when no place is known. */
  positions: { latitude: number; longitude: number }[];
  /** A number somebody has checked. */
  phone?: string;
  checked?: string;
  closed: boolean;
};
