import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { LISTS } from '../../indexer/feeds/about.ts';
import { PAGING, QUERY_PARAMETERS } from '../../indexer/feeds/query.ts';
import { feedOnDemand } from './feed-on-demand.ts';

/** Data that any other site may read in a browser. */
const OPEN_DATA = /^\/(?:openreferral|data)(?:\/|$)/;

/**
 * What this server does for open data beyond handing out files: it lets any other site read them, refuses
 * what is not reading, and answers questions about the feed. A question that asks nothing gets the file.
 *
 * @param folder the built site
 * @returns true when it has answered, or will; false leaves the request to the files
 */
export function openDataAt(folder: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const ask = feedOnDemand(folder);
  return (request, response) => {
    const address = addressOf(request);
    if (address === undefined || !OPEN_DATA.test(address.pathname)) return false;
    response.setHeader('Access-Control-Allow-Origin', '*');

    if (request.method === 'OPTIONS') {
      response.writeHead(204, {
        Allow: METHODS,
        'Access-Control-Allow-Methods': METHODS,
        'Access-Control-Allow-Headers': 'Accept, Content-Type, If-None-Match',
        'Access-Control-Max-Age': '86400',
      });
      response.end();
      return true;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', METHODS);
      void send(request, response, 405, { faults: [`This is for reading: use ${METHODS}, not ${request.method}`] });
      return true;
    }
    const list = LISTS.find((name) => LIST_PATH.exec(address.pathname)?.[1] === name);
    const read: readonly string[] = list === 'services' ? QUERY_PARAMETERS : PAGING;
    if (list === undefined || !read.some((name) => address.searchParams.has(name))) return false;
    ask(list, address.searchParams)
      .then((answer) =>
        'faults' in answer
          ? send(request, response, 400, { faults: answer.faults })
          : send(request, response, 200, answer.page),
      )
      .catch((error: unknown) => {
        console.error(`The feed could not be read from ${folder}: ${String(error)}`);
        response.setHeader('Retry-After', '10');
        return send(request, response, 503, {
          faults: ['The feed is being published anew. Ask again in ten seconds.'],
        });
      });
    return true;
  };
}

/**
 * Answers for an address of the feed where there is nothing: a program that asks for data is not helped by a page.
 *
 * @returns true when it has answered, or will; false for every other address
 */
export function notInFeed(request: IncomingMessage, response: ServerResponse): boolean {
  const path = addressOf(request)?.pathname ?? '';
  if (!path.startsWith(FEED)) return false;
  const lists = LISTS.map((name) => `${FEED}${name}`).join(', ');
  void send(request, response, 404, {
    faults: [`There is nothing at ${path.slice(0, 120)}. The feed begins at ${FEED}; its lists are ${lists}`],
  });
  return true;
}

/** The same answer has the same mark, so that whoever asks every night need not fetch it again. */
async function send(request: IncomingMessage, response: ServerResponse, status: number, body: object): Promise<void> {
  const text = Buffer.from(JSON.stringify(body));
  const mark = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  response.setHeader('Cache-Control', status === 200 ? 'public, max-age=0, must-revalidate' : 'no-store');
  response.setHeader('Vary', 'Accept-Encoding');
  if (status === 200) {
    response.setHeader('ETag', mark);
    if (marksOf(request).some((known) => known === mark || known === '*')) {
      response.writeHead(304);
      response.end();
      return;
    }
  }
  const small = text.length > WORTH_PRESSING && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
  const bytes = small ? await press(text) : text;
  if (small) response.setHeader('Content-Encoding', 'gzip');
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
}

function marksOf(request: IncomingMessage): string[] {
  return (request.headers['if-none-match'] ?? '').split(',').map((mark) => mark.trim());
}

function addressOf(request: IncomingMessage): URL | undefined {
  const path = request.url ?? '/';
  return path.startsWith('/') && URL.canParse(`http://here${path}`) ? new URL(`http://here${path}`) : undefined;
}

const FEED = '/openreferral/';
const METHODS = 'GET, HEAD, OPTIONS';
const LIST_PATH = /^\/openreferral\/([a-z_]+)(?:\.json|\/)?$/;
const WORTH_PRESSING = 1024;
const press = promisify(gzip);
