import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What every page says to the browser: nothing from elsewhere runs, nothing typed can be sent anywhere but to this
 * site and, where the council has one, its own search server; and no page tells where it was left from. Pictures may
 * come from elsewhere because a council may set a tile server for its maps.
 *
 * @param folder the built site, or undefined while there is none
 */
export function securityHeaders(folder: string | undefined): Record<string, string> {
  const connect = ["'self'", ...(folder === undefined ? [] : readAgain(join(folder, SETTINGS), searchServer))].join(
    ' ',
  );
  const scripts = folder === undefined ? [] : readAgain(join(folder, PAGE_SCRIPTS), pageScripts);
  return {
    'Content-Security-Policy':
      `default-src 'self'; script-src ${["'self' 'wasm-unsafe-eval'", ...scripts].join(' ')}; ` +
      `style-src 'self' 'unsafe-inline'; ` +
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

/** What a file of the site allows; nothing when it is not there or broken. Read again only when it has changed. */
function readAgain(path: string, allowed: (text: string) => string[]): string[] {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined) return [];
  const known = read.get(path);
  if (known?.changed === changed) return known.allowed;
  let now: string[] = [];
  try {
    now = allowed(readFileSync(path, 'utf8'));
  } catch {
    // Broken: the stricter policy holds.
  }
  read.set(path, { changed, allowed: now });
  return now;
}

/** A file of the built site that is not served: the hash of each script that stands in a page. */
export const PAGE_SCRIPTS = '.page-scripts.json';
/** `npm run index` writes it anew while the site is served. */
const SETTINGS = join('search', 'settings.json');
const read = new Map<string, { changed: number; allowed: string[] }>();
