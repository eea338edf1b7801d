import type { APIRoute } from 'astro';
import { siteAddress } from '../build/data.ts';

/** Search engines may read everything public. The desk is not public. */
export const GET: APIRoute = () =>
  new Response(`User-agent: *\nDisallow: /desk/\nSitemap: ${new URL('/sitemap.xml', siteAddress).href}\n`, {
    headers: { 'Content-Type': 'text/plain; charset=utf-8' },
  });
