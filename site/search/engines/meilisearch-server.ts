/**
 * One request to a Meilisearch server from the page. The official client is for the indexer: in the page it
 * would weigh 6.6 KB on the wire (brotli; 29 KB of script) for the one call that is made here.
 *
 * @param signal stops a search that nobody waits for any more
 * @throws an EngineError with one sentence; `signal`'s own reason when it was stopped
 */
export async function askServer<T>(server: MeilisearchServer, body: object, signal?: AbortSignal): Promise<T> {
  const stop = new AbortController();
  const stopToo = () => stop.abort();
  signal?.addEventListener('abort', stopToo, { once: true });
  if (signal?.aborted) stopToo();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, TOO_LONG);
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${server.url.replace(/\/+$/, '')}/multi-search`, {
      // In the body, so that the words are in no address and no ordinary log.
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${server.key}` },
      body: JSON.stringify(body),
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      cache: 'no-store',
      redirect: 'error',
      signal: stop.signal,
    });
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new EngineError(late ? 'too-slow' : 'no-answer', server, error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stopToo);
  }
  const answer = parse(text);
  if (answer === undefined) throw new EngineError('not-meilisearch', server, `status ${response.status}`);
  if (response.ok && ('results' in answer || 'hits' in answer)) return answer as T;
  throw new EngineError(causeOf(response.status, answer.code), server, answer.message);
}

/** Why an engine could not answer. The page turns to its own index; the sentence is for whoever looks after the server. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly why: EngineFault;

  constructor(why: EngineFault, { url, index }: { url: string; index: string }, cause?: unknown) {
    super(`The search server at ${url} ${SAID[why](index)}`, { cause });
    this.why = why;
  }
}

const SAID = {
  'no-answer': () =>
    'did not answer: check that it is running, and that it lets pages of this site ask it (CORS, HTTPS).',
  'too-slow': () => 'took too long: look at its load and its log.',
  'not-meilisearch': () =>
    'answered, but not as Meilisearch does: a proxy may be in the way, or the address may be wrong.',
  'wrong-key': () =>
    'refused the key of the page: run npm run index, which writes a new one, and build the site again.',
  'index-lost': (index: string) => `has no index called ${index}: run npm run index.`,
  'other-settings': (index: string) =>
    `has an index ${index} with other settings than this page expects: run npm run index.`,
  'too-busy': () => 'is too busy to search: give it more room, or put another server beside it.',
  failed: () => 'failed: look at its log.',
} satisfies Record<string, (index: string) => string>;

/** Codes as the server writes them. An attribute it cannot filter or sort by means settings of another version. */
function causeOf(status: number, code: string | undefined): EngineFault {
  if (status === 401 || status === 403) return 'wrong-key';
  if (code === 'index_not_found') return 'index-lost';
  if (code === 'too_many_search_requests' || status === 429) return 'too-busy';
  if (code !== undefined && status === 400) return 'other-settings';
  return code === undefined ? 'not-meilisearch' : 'failed';
}

function parse(text: string): { code?: string; message?: string } | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? read : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds. The page turns to its own index after 1.5 s; this only ends requests that nobody waits for. */
const TOO_LONG = 5000;

export type EngineFault = keyof typeof SAID;

/** Where and how to ask. Everything in here is public: the key can only search this index. */
export type MeilisearchServer = {
  url: string;
  index: string;
  key: string;
  /** Whether a rough place may be sent, to sort a large directory by distance. */
  geo?: boolean;
  /** Set where the council has an embedder: words and meaning together. */
  hybrid?: { embedder: string; semanticRatio: number };
};
