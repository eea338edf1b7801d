import type { APIRoute } from 'astro';
import { sitemap } from '../../indexer/feeds/sitemap.ts';
import { siteAddress, sitemapEntries } from '../build/data.ts';

/** Every public page, for search engines. */
export const GET: APIRoute = () =>
  new Response(sitemap(sitemapEntries(), siteAddress), {
    headers: { 'Content-Type': 'application/xml; charset=utf-8' },
  });
