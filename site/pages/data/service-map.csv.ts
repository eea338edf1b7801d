import type { APIRoute } from 'astro';
import { coverage, coverageTable } from '../../../content/model/coverage.ts';
import { csvText } from '../../../indexer/feeds/csv.ts';
import { directory } from '../../directory.ts';

/** The service map as a table: one row a need and hub area, with every age band and the gaps. */
export const GET: APIRoute = () => {
  const rows = coverageTable(coverage(directory));
  const text = csvText({ name: 'service-map', type: 'service', columns: Object.keys(rows[0] ?? {}), rows });
  return new Response(text, { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
};
