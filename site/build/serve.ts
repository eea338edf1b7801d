import { createReadStream, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';
import { notInFeed, openDataAt } from './open-data.ts';
import { PART_HEADERS, securityHeaders } from './security.ts';
import type { NothingFoundHandler } from '../learning/receive.ts';
import { NOTHING_FOUND_PATH } from '../learning/rule.ts';

/**
 * Serves a built site on this machine, compressed as it was built, and the staff desk beside it once that is
 * mounted.
 *
 * @param folder the built site, or undefined while the first one is being built
 * @param port the port to begin with; the next free one is taken
 * @returns the server, its address, and ways to show another site and to mount the desk
 */
export async function serveSite(folder: string | undefined, port: number): Promise<Served> {
  let sites: Site[] = folder === undefined ? [] : [siteAt(folder)];
  let desk: Handler | undefined;
  let ears: NothingFoundHandler | undefined;
  const server = createServer((request, response) => {
    if (desk && /^\/desk(?:[/?]|$)/.test(request.url ?? '')) return desk(request, response);
    const page = () => {
      const [current, ...older] = sites;
      if (current && changedSince(current)) sites = [siteAt(current.folder), ...older];
      serve(sites, request, response);
    };
    if (ears && request.url === NOTHING_FOUND_PATH) return void ears(request, response, page);
    return page();
  });
  const taken = await listen(server, port);
  return {
    server,
    address: `http://localhost:${taken}/`,
    show: (next) => {
      sites = [siteAt(next), ...sites].slice(0, SITES_KEPT);
    },
    mount: (handler) => {
      desk = handler;
    },
    hear: (handler) => {
      ears = handler;
    },
  };
}

/** A page that was opened before a new site was shown may still ask for the old one's parts. */
const SITES_KEPT = 2;
/** Scripts, styles, pictures and data. What a page may do is said with the page: beside each part it would cost a phone 4 KB. */
const PART = /^[^?]*\.(?!html?(?:\?|$))[a-z0-9_]+(?:\?|$)/i;
const PARTS = /^\/(?:_astro|pagefind|search)\//;

function serve([current, ...older]: Site[], request: IncomingMessage, response: ServerResponse): void {
  const say = (headers: Record<string, string>) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  };
  say(PART.test(request.url ?? '') ? PART_HEADERS : (current?.headers ?? securityHeaders(undefined)));
  if (!current) {
    response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '10' });
    response.end('The directory is being built. Load this page again in half a minute.');
    return;
  }
  if (current.openData(request, response)) return;
  const notFound = () => {
    if (notInFeed(request, response)) return;
    say(current.headers);
    response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
    createReadStream(join(current.folder, '404.html'))
      .on('error', () => response.end('Not found'))
      .pipe(response);
  };
  const [before] = older;
  const orOlder = before && PARTS.test(request.url ?? '') ? () => before.files(request, response, notFound) : notFound;
  current.files(request, response, orOlder);
}

function siteAt(folder: string): Site {
  // Asked first: what changes while the rest is read is then seen at the next request.
  const made = madeAt(folder);
  const files = sirv(folder, {
    brotli: true,
    gzip: true,
    etag: true,
    // The addresses of the Open Referral standard have no ending: /openreferral/services is services.json.
    extensions: ['html', 'htm', 'json'],
    setHeaders: (response, path) => {
      const forever = path.startsWith('/_astro/') || path.startsWith('/fonts/');
      response.setHeader(
        'Cache-Control',
        forever ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate',
      );
    },
  });
  return { folder, made, files, openData: openDataAt(folder), headers: securityHeaders(folder) };
}

/**
 * `npm run build` puts another folder in the place of a site that is being served, and `npm run index` writes into
 * it. The sizes of its files, which are read once, would then be wrong, and browsers would wait for bytes that never
 * come. Between two folders, for a moment, there is none: then what is known still holds.
 */
function changedSince({ folder, made }: Site): boolean {
  const now = madeAt(folder);
  return now !== undefined && now !== made;
}

/** When the folder, and the one that the index writes into, last got another file or another name. */
function madeAt(folder: string): string | undefined {
  const [site, search] = [folder, join(folder, 'search')].map(
    (one) => statSync(one, { throwIfNoEntry: false })?.ctimeMs,
  );
  return site === undefined ? undefined : `${site} ${search}`;
}

async function listen(server: Server, first: number): Promise<number> {
  for (let port = first; port < first + 20; port++) {
    const free = await new Promise<boolean>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
      );
      server.listen(port, () => resolve(true));
    });
    if (free) {
      const address = server.address();
      return typeof address === 'object' && address !== null ? address.port : port;
    }
  }
  throw new Error(`No free port between ${first} and ${first + 19}. Stop another server, or set PORT.`);
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
type Site = {
  folder: string;
  headers: Record<string, string>;
  files: ReturnType<typeof sirv>;
  openData: ReturnType<typeof openDataAt>;
  made: string | undefined;
};
export type Served = {
  server: Server;
  address: string;
  /** Shows another built site from now on. */
  show: (folder: string) => void;
  /** Hands everything under /desk to the desk. */
  mount: (handler: Handler) => void;
  /** Hands searches that found nothing to the learning. Without it their address is not there. */
  hear: (handler: NothingFoundHandler) => void;
};
