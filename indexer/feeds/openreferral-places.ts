import type { Directory, Help, PublicVenue } from '../../content/model/directory.ts';
import { AREA_WORDS } from '../../content/model/wording.ts';
import type { PublicSession } from './sessions.ts';

/** Where a group or service is given, and when: places and weekly schedules in the standard's shape. */
export function atLocations(
  directory: Directory,
  help: Help,
  all: readonly PublicSession[],
  idOf: (name: string) => string,
): { places: ServiceAtLocation[]; schedules: Schedule[] } {
  const sessions = help.kind === 'group' && help.publish_dates ? all.filter(({ group }) => group === help.id) : [];
  const venues = new Map(help.places.map((place) => [place.id, place]));
  for (const session of sessions) {
    const venue = directory.venues.find(({ id }) => id === session.venue);
    if (venue) venues.set(venue.id, venue);
  }
  const placeId = (venue: string) => idOf(`${help.kind}/${help.id}/at/${venue}`);
  return {
    places: [...venues.values()].map((venue) => ({
      id: placeId(venue.id),
      service_id: idOf(`${help.kind}/${help.id}`),
      location_id: idOf(`venue/${venue.id}`),
      location: location(venue, directory.council.district.name, idOf),
    })),
    schedules: sessions.map((session) => ({
      id: idOf(`session/${session.id}`),
      service_id: idOf(`${help.kind}/${help.id}`),
      ...(session.venue !== undefined &&
        venues.has(session.venue) && { service_at_location_id: placeId(session.venue) }),
      valid_from: session.from,
      valid_to: session.to,
      dtstart: session.from,
      ...(session.every !== 'once' && { freq: 'WEEKLY' as const, interval: session.every === 'fortnight' ? 2 : 1 }),
      byday: DAYS[session.day],
      description: session.name,
      opens_at: `${session.start}:00`,
      closes_at: `${session.end}:00`,
      // The standard has no field for days it does not happen, so they are said in words.
      ...(session.not_on.length > 0 && { notes: `Not on ${session.not_on.join(', ')}` }),
    })),
  };
}

/** How far it reaches: its hub areas, the district, the region or the country. */
export function serviceAreas(directory: Directory, help: Help, idOf: (name: string) => string): ServiceArea[] {
  const area = (key: string, name: string, words: string) => ({
    id: idOf(`${help.kind}/${help.id}/area/${key}`),
    service_id: idOf(`${help.kind}/${help.id}`),
    name,
    service_area: words,
  });
  if (help.hubs.length > 0) return help.areas.map((hub) => area(hub.id, hub.area, AREA_WORDS.hub));
  const reach = help.kind === 'group' ? 'district' : help.area;
  const name =
    reach === 'national' ? 'United Kingdom' : reach === 'region' ? AREA_WORDS.region : directory.council.district.name;
  return [area(reach, name, AREA_WORDS[reach])];
}

function location(venue: PublicVenue, district: string, idOf: (name: string) => string): Location {
  const { address_1, city, postal_code, position, description } = venue;
  return {
    id: idOf(`venue/${venue.id}`),
    location_type: 'physical',
    name: venue.name,
    ...(description.length > 0 && { description: description.join('\n\n') }),
    ...(position && { latitude: position.latitude, longitude: position.longitude }),
    // The standard wants a whole address or none.
    ...(address_1 !== undefined &&
      city !== undefined &&
      postal_code !== undefined && {
        addresses: [
          {
            id: idOf(`venue/${venue.id}/address`),
            location_id: idOf(`venue/${venue.id}`),
            address_1,
            city,
            state_province: district,
            postal_code,
            country: 'GB',
            address_type: 'physical' as const,
          },
        ],
      }),
    ...(venue.access.length > 0 && {
      accessibility: venue.access.map((words, index) => ({
        id: idOf(`venue/${venue.id}/access/${index}`),
        location_id: idOf(`venue/${venue.id}`),
        description: words,
      })),
    }),
  };
}

const DAYS: Record<PublicSession['day'], string> = {
  monday: 'MO',
  tuesday: 'TU',
  wednesday: 'WE',
  thursday: 'TH',
  friday: 'FR',
  saturday: 'SA',
  sunday: 'SU',
};

export type Schedule = {
  id: string;
  service_id: string;
  service_at_location_id?: string;
  valid_from: string;
  valid_to: string;
  dtstart: string;
  freq?: 'WEEKLY';
  interval?: number;
  byday: string;
  description: string;
  opens_at: string;
  closes_at: string;
  notes?: string;
};

export type ServiceArea = { id: string; service_id: string; name: string; service_area: string };

export type Location = {
  id: string;
  location_type: 'physical';
  name: string;
  description?: string;
  latitude?: number;
  longitude?: number;
  addresses?: {
    id: string;
    location_id: string;
    address_1: string;
    city: string;
    state_province: string;
    postal_code: string;
    country: string;
    address_type: 'physical';
  }[];
  accessibility?: { id: string; location_id: string; description: string }[];
};

export type ServiceAtLocation = { id: string; service_id: string; location_id: string; location: Location };
export type WithSchedules = ServiceAtLocation & { schedules?: Schedule[] };
