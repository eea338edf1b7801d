import type { APIRoute } from 'astro';
import { atomFeed } from '../../../indexer/feeds/changes.ts';
import { siteAddress, snapshot } from '../../build/data.ts';
import { directory } from '../../directory.ts';

/** The latest changes, for feed readers. */
export const GET: APIRoute = () =>
  new Response(atomFeed(snapshot, `${directory.council.service_name}: changes`, siteAddress), {
    headers: { 'Content-Type': 'application/atom+xml; charset=utf-8' },
  });
