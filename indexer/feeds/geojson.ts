import type { Directory } from '../../content/model/directory.ts';
import { helpPath, paths } from '../../content/model/paths.ts';

/**
 * Everything that has a place, as GeoJSON (RFC 7946): venues with what is given there, and the middle of
 * each hub area. Longitude stands first, in WGS84 degrees. Confidential venues are not in the directory.
 *
 * @param site the public site's address, for links
 */
export function placesGeoJson(directory: Directory, site: string): FeatureCollection {
  const helpAt = Map.groupBy(
    directory.help.flatMap((help) => help.places.map((place) => ({ place: place.id, help }))),
    ({ place }) => place,
  );
  const venues = directory.venues.flatMap((venue): Feature[] => {
    if (!venue.position) return [];
    const { address_1, city, postal_code, position_note } = venue;
    return [
      feature(`venue/${venue.id}`, venue.position, {
        kind: 'venue',
        name: venue.name,
        ...(venue.hub !== undefined && { hub: venue.hub }),
        ...(address_1 !== undefined && { address_1 }),
        ...(city !== undefined && { city }),
        ...(postal_code !== undefined && { postal_code }),
        ...(position_note !== undefined && { position_note }),
        help: (helpAt.get(venue.id) ?? []).map(({ help }) => ({
          name: help.name,
          url: new URL(helpPath(help), site).href,
        })),
      }),
    ];
  });
  const hubs = directory.hubs.map((hub) =>
    feature(`hub/${hub.id}`, hub.centre, {
      kind: 'hub-area',
      name: hub.name,
      position_note: 'The middle of the area, not a building',
      url: new URL(paths.hub(hub.id), site).href,
    }),
  );
  return { type: 'FeatureCollection', features: [...venues, ...hubs] };
}

function feature(
  id: string,
  at: { latitude: number; longitude: number },
  properties: Record<string, unknown>,
): Feature {
  return { type: 'Feature', id, geometry: { type: 'Point', coordinates: [at.longitude, at.latitude] }, properties };
}

type Feature = {
  type: 'Feature';
  id: string;
  geometry: { type: 'Point'; coordinates: [longitude: number, latitude: number] };
  properties: Record<string, unknown>;
};
export type FeatureCollection = { type: 'FeatureCollection'; features: Feature[] };
