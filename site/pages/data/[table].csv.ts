import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { csvText } from '../../../indexer/feeds/csv.ts';
import { dataTables } from '../../build/data.ts';

/* One tidy table a record type, and the dictionary of what their columns mean. */
export function getStaticPaths() {
  return dataTables.map((table) => ({ params: { table: table.name }, props: { table } }));
}

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) =>
  new Response(csvText(props.table), { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
