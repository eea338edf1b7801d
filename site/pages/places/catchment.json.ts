import type { APIRoute } from 'astro';
import { type Catchment, CATCHMENT_VERSION } from '../../../content/model/catchment.ts';
import { catchmentTable, hasUnitFiles } from '../../build/catchment-table.ts';
import type { ServedCatchment } from '../../places/catchment.ts';

/** The catchment table that the postcode look-up fetches: the same file for every visitor. */
export const GET: APIRoute = async () => {
  const served: ServedCatchment = { ...((await catchmentTable()) ?? NO_TABLE), hasUnits: await hasUnitFiles() };
  return Response.json(served);
};

/** A council without a table: the page that asks is told that nothing is known, and never guesses. */
const NO_TABLE: Catchment = {
  version: CATCHMENT_VERSION,
  release: '',
  notices: [],
  hubs: [],
  districts: [],
  wards: [],
  origin: [0, 0, 1],
  outcodes: {},
};
