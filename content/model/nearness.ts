import { areaOfLetter, type Catchment, readAreas } from './catchment.ts';
import type { Directory } from './directory.ts';
import { distanceMetres, type LatLng } from './places.ts';

/** Two miles: a walk of 40 minutes, or a short ride. */
export const NEAR_METRES = 3219;

/**
 * For each need, how many families live within a distance of a place that helps with it. Pure. Only help
 * with a place that we can put on a map counts, so a low figure may also mean that addresses are missing:
 * `places` says how many there are.
 *
 * @param homes where families live, each standing for so many postcodes
 * @param metres the distance over the ground
 */
export function needsNearHomes(directory: Directory, homes: readonly Home[], metres = NEAR_METRES): NearNeed[] {
  const places = directory.venues.flatMap(({ id, position }) =>
    position ? [{ id, lat: position.latitude, lng: position.longitude }] : [],
  );
  const index = new Map(places.map(({ id }, at) => [id, at]));
  const needs = directory.needs.map((need) => {
    const at = need.help
      .filter(({ status }) => status === 'published')
      .flatMap((help) => help.places.flatMap(({ id }) => index.get(id) ?? []));
    return { need: need.id, title: need.title, at: [...new Set(at)], near: 0, byHub: new Map<string, number>() };
  });
  const totals = new Map<string, number>();
  let all = 0;

  const isNear = new Array<boolean>(places.length);
  for (const home of homes) {
    all += home.postcodes;
    totals.set(home.hub, (totals.get(home.hub) ?? 0) + home.postcodes);
    for (const [at, place] of places.entries()) isNear[at] = distanceMetres(home, place) <= metres;
    for (const need of needs) {
      if (!need.at.some((at) => isNear[at])) continue;
      need.near += home.postcodes;
      need.byHub.set(home.hub, (need.byHub.get(home.hub) ?? 0) + home.postcodes);
    }
  }
  return needs.map(({ need, title, at, near, byHub }) => ({
    need,
    title,
    places: at.length,
    share: all === 0 ? 0 : near / all,
    byHub: new Map([...totals].map(([hub, total]) => [hub, (byHub.get(hub) ?? 0) / total])),
  }));
}

/** Where families live, from the catchment table: the middle of each sector, weighted by its postcodes. */
export function homesOf(catchment: Catchment): Home[] {
  const [lat0, lng0, step] = catchment.origin;
  return Object.values(catchment.outcodes).flatMap((sectors) =>
    Object.values(sectors).flatMap(([areas, north, east]) => {
      if (north === null || east === null) return [];
      return [...readAreas(areas).counts].flatMap(([letter, postcodes]): Home[] => {
        const hub = areaOfLetter(catchment, letter)?.hub;
        return hub === undefined ? [] : [{ hub, lat: lat0 + north * step, lng: lng0 + east * step, postcodes }];
      });
    }),
  );
}

export type Home = LatLng & { hub: string; postcodes: number };
export type NearNeed = {
  need: string;
  title: string;
  /** Places on the map that help with it. */
  places: number;
  /** The share of postcodes, 0 to 1, within the distance of at least one of them. */
  share: number;
  byHub: Map<string, number>;
};
