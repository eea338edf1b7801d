import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What every page says to the browser: nothing from elsewhere runs, nothing typed can be sent anywhere but to this
 * site and, where the council has one, its own search server; and no page tells where it was left from. Pictures may
 * come from elsewhere because a council may set a tile server for its maps.
 *
 * Read from the site's files: ask once for a site, not for each page.
 *
 * @param folder the built site, or undefined while there is none
 */
export function securityHeaders(folder: string | undefined): Record<string, string> {
  const connect = ["'self'", ...allowedBy(folder, SETTINGS, searchServer)].join(' ');
  const scripts = ["'self' 'wasm-unsafe-eval'", ...allowedBy(folder, PAGE_SCRIPTS, pageScripts)].join(' ');
  return {
    'Content-Security-Policy':
      `default-src 'self'; script-src ${scripts}; style-src 'self' 'unsafe-inline'; ` +
      `img-src 'self' data: https:; connect-src ${connect}; object-src 'none'; frame-ancestors 'none'; ` +
      `base-uri 'none'; form-action 'self'`,
    'Referrer-Policy': 'no-referrer',
    'Permissions-Policy': 'geolocation=(), camera=(), microphone=(), browsing-topics=()',
    ...PART_HEADERS,
  };
}

/** What every other answer says: it is what its type says, and never a page. */
export const PART_HEADERS = { 'X-Content-Type-Options': 'nosniff' };

/** The origin of the search server that the site's settings name. */
function searchServer(settings: string): string[] {
  const { url } = JSON.parse(settings) as { url?: string };
  return url === undefined ? [] : [new URL(url).origin];
}

/** The few scripts that the build wrote into pages. Any other that found its way into one does not run. */
function pageScripts(hashes: string): string[] {
  return (JSON.parse(hashes) as string[])
    .filter((hash) => /^sha256-[A-Za-z0-9+/=]+$/.test(hash))
    .map((hash) => `'${hash}'`);
}

/** What a file of the site allows; nothing when it is not there or broken: then the stricter policy holds. */
function allowedBy(folder: string | undefined, file: string, read: (text: string) => string[]): string[] {
  if (folder === undefined) return [];
  try {
    return read(readFileSync(join(folder, file), 'utf8'));
  } catch {
    return [];
  }
}

/** A file of the built site that is not served: the hash of each script that stands in a page. */
export const PAGE_SCRIPTS = '.page-scripts.json';
const SETTINGS = join('search', 'settings.json');
