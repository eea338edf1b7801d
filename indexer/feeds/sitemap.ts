import { xmlText } from './xml.ts';

/** The most addresses that one sitemap may hold (sitemaps.org). */
const MOST = 50_000;

/**
 * A sitemap of the public pages (sitemaps.org, version 0.9).
 *
 * @param entries paths that begin with a slash, and the day each was last changed when it is known (YYYY-MM-DD)
 * @param site the public site's address
 * @throws when there are more pages than one sitemap may hold
 */
export function sitemap(entries: readonly { path: string; changed?: string | undefined }[], site: string): string {
  if (entries.length > MOST)
    throw new Error(`${entries.length} pages are more than one sitemap may hold (${MOST}): split it`);
  const urls = entries.map(({ path, changed }) => {
    const when = changed === undefined ? '' : `<lastmod>${xmlText(changed)}</lastmod>`;
    return `  <url><loc>${xmlText(new URL(path, site).href)}</loc>${when}</url>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls.join('')}</urlset>\n`;
}
