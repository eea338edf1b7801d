import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { LISTS } from '../../../indexer/feeds/about.ts';
import { listFiles } from '../../../indexer/feeds/files.ts';
import { feed } from '../../build/data.ts';

/* Every list of the Open Referral UK feed, whole, on one page. */
export function getStaticPaths() {
  return LISTS.map((list) => ({ params: { list }, props: { page: listFiles(feed, list).list } }));
}

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) => Response.json(props.page);
