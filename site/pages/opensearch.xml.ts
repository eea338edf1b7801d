import type { APIRoute } from 'astro';
import { openSearchDescription } from '../../indexer/feeds/opensearch.ts';
import { siteAddress } from '../build/data.ts';
import { directory } from '../directory.ts';

/** Lets a browser offer the directory's search. */
export const GET: APIRoute = () =>
  new Response(openSearchDescription(directory.council, siteAddress), {
    headers: { 'Content-Type': 'application/opensearchdescription+xml' },
  });
