import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { LISTS } from '../../../../indexer/feeds/about.ts';
import { listFiles } from '../../../../indexer/feeds/files.ts';
import { feed } from '../../../build/data.ts';

/* Each thing in the Open Referral UK feed, in full. */
export function getStaticPaths() {
  return LISTS.flatMap((list) =>
    listFiles(feed, list).each.map((one) => ({ params: { list, id: one.id }, props: { one } })),
  );
}

export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props }) => Response.json(props.one);
