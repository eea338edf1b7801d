import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sirv from 'sirv';
import { addressOf } from '../build/address.ts';
import { actions } from './actions/all.ts';
import type { Desk } from './desk.ts';
import { ADDRESS_HEADER } from './people/sign-in-library.ts';

/** Nothing from elsewhere, nothing kept, and the desk's own forms know where they came from. */
const HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': 'geolocation=(), camera=(), microphone=()',
  'X-Robots-Tag': 'noindex',
  'Cache-Control': 'no-store',
} as const;

/**
 * Makes the handler of everything under /desk: its pages, and the few files they load.
 *
 * @param desk the opened desk
 * @param dist where `build-desk.ts` built its pages
 */
export async function mountDesk(
  desk: Desk,
  dist: string,
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const { handler } = (await import(pathToFileURL(join(dist, 'server/entry.mjs')).href)) as { handler: AstroHandler };
  const files = sirv(join(dist, 'client'), { immutable: true, maxAge: 31_536_000 });
  const trusted = process.env.DESK_TRUST_PROXY === '1';

  return (request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    if (desk.people.settings.address.startsWith('https:'))
      response.setHeader('Strict-Transport-Security', 'max-age=31536000');
    const address = addressOf(request, trusted);
    // The library counts by this header, so what a browser sends under its name never gets through.
    request.headers[ADDRESS_HEADER] = address;
    if (Number(request.headers['content-length']) > LARGEST_BODY) Object.assign(request, { body: unread(request) });
    const url = request.url ?? '/';
    const notFound = () => {
      response.statusCode = 404;
      response.end('Not found');
    };
    if (url.startsWith('/desk/_astro/')) {
      request.url = url.slice('/desk'.length);
      response.removeHeader('Cache-Control');
      files(request, response, notFound);
    } else if (/^\/desk(?:\?|$)/.test(url)) {
      response.writeHead(308, { Location: '/desk/' });
      response.end();
    } else void handler(request, response, notFound, { desk, act: actions, address, person: undefined });
  };
}

/**
 * The body of a request that is too large to be read: taken in and thrown away, then refused. A browser whose
 * upload is cut off half-way shows its own error, and not the page that says what to do.
 */
async function* unread(request: IncomingMessage): AsyncGenerator<never> {
  for await (const _chunk of request);
  throw new Error('The request is too large.');
}

/** As in astro.config.mjs. The largest spreadsheet fits in it, with the form around it. */
const LARGEST_BODY = 4 * 1024 * 1024;

type AstroHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: () => void,
  locals: App.Locals,
) => Promise<void>;
