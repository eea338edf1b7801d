import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What every answer says to the browser: nothing from elsewhere runs, nothing typed can be sent anywhere but to this
 * site and, where the council has one, its own search server; and no page tells where it was left from. Pictures may
 * come from elsewhere because a council may set a tile server for its maps.
 *
 * @param folder the built site, or undefined while there is none
 */
export function securityHeaders(folder: string | undefined): Record<string, string> {
  const server = folder === undefined ? undefined : searchServer(folder);
  const connect = ["'self'", ...(server === undefined ? [] : [server])].join(' ');
  return {
    'Content-Security-Policy':
      `default-src 'self'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; ` +
      `img-src 'self' data: https:; connect-src ${connect}; object-src 'none'; frame-ancestors 'none'; ` +
      `base-uri 'none'; form-action 'self'`,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Permissions-Policy': 'geolocation=(), camera=(), microphone=(), browsing-topics=()',
  };
}

/** The origin of the search server that the site's settings name. Read again when `npm run index` has changed them. */
function searchServer(folder: string): string | undefined {
  const path = join(folder, 'search', 'settings.json');
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  if (changed === undefined) return undefined;
  const known = read.get(path);
  if (known?.changed === changed) return known.origin;
  const origin = originIn(readFileSync(path, 'utf8'));
  read.set(path, { changed, origin });
  return origin;
}

function originIn(settings: string): string | undefined {
  try {
    const { url } = JSON.parse(settings) as { url?: string };
    return url === undefined ? undefined : new URL(url).origin;
  } catch {
    return undefined;
  }
}

const read = new Map<string, { changed: number; origin: string | undefined }>();
