import type { APIRoute } from 'astro';
import { placesGeoJson } from '../../../indexer/feeds/geojson.ts';
import { siteAddress } from '../../build/data.ts';
import { directory } from '../../directory.ts';

/** Everything that has a place, for maps. */
export const GET: APIRoute = () =>
  new Response(JSON.stringify(placesGeoJson(directory, siteAddress)), {
    headers: { 'Content-Type': 'application/geo+json' },
  });
