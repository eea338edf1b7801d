/**
 * Everything that can go wrong between us and a Meilisearch server, in one table: what, where, and the next
 * step. Whatever happens, the index that serves visitors is left as it was, and no key is ever in the words.
 */
export class IndexProblem extends Error {
  override readonly name = 'IndexProblem';
  readonly code: ProblemCode;
  readonly next: string;

  constructor(code: ProblemCode, facts: Facts) {
    const { what, next }: Entry = PROBLEMS[code];
    super(`${capital(what(facts))}. ${next(facts)}`);
    this.code = code;
    this.next = next(facts);
  }
}

/**
 * Turns whatever the client or the network threw into a problem of the table.
 *
 * @param doing what was being done, such as 'sending documents 2,001 to 4,000'
 * @param secrets keys that must not be repeated, should the server have repeated them
 */
export function problemFrom(
  error: unknown,
  server: { url: string; index: string },
  doing: string,
  secrets: readonly (string | undefined)[],
): IndexProblem {
  if (error instanceof IndexProblem) return error;
  const facts = { url: server.url, index: server.index, doing, detail: redact(detailOf(error), secrets) };
  const answer = answerOf(error);
  if (answer !== undefined)
    return new IndexProblem(codeOfAnswer(answer.status, answer.code), { ...facts, status: answer.status });
  // A proxy's error page, or another program on that port: the client fails to read it as JSON.
  if (causes(error).some((cause) => cause instanceof SyntaxError)) return new IndexProblem('not-meilisearch', facts);
  if (causes(error).some(({ name }) => /time-?out/i.test(name))) return new IndexProblem('too-slow', facts);
  return new IndexProblem('no-answer', facts);
}

/** Which problem a refused task is. Codes as the server writes them (its `error.code`). */
export function codeOfTask(code: string | undefined): ProblemCode {
  if (code === 'no_space_left_on_device' || code === 'database_size_limit_reached') return 'disk-full';
  if (code === 'index_not_found') return 'index-lost';
  return 'task-failed';
}

/** A text without any of the secrets, however it got in. */
export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  return secrets
    .filter((secret): secret is string => secret !== undefined && secret.length >= 4)
    .reduce((clean, secret) => clean.replaceAll(secret, '(key left out)'), text);
}

function codeOfAnswer(status: number, code: string | undefined): ProblemCode {
  if (code === 'missing_master_key') return 'no-master-key';
  if (status === 401 || status === 403) return 'wrong-key';
  if (status === 507 || code === 'no_space_left_on_device') return 'disk-full';
  if (code === 'index_not_found') return 'index-lost';
  if (status === 413) return 'too-large';
  if (code === undefined) return 'not-meilisearch';
  return status >= 500 ? 'server-error' : 'refused';
}

/** The status and code of an answer that was an error, when there was an answer at all. */
function answerOf(error: unknown): { status: number; code: string | undefined } | undefined {
  for (const cause of causes(error)) {
    const { response, cause: body } = cause as { response?: { status?: unknown }; cause?: { code?: unknown } };
    if (typeof response?.status !== 'number') continue;
    return { status: response.status, code: typeof body?.code === 'string' ? body.code : undefined };
  }
  return undefined;
}

/** The innermost reason, on one line and short. */
function detailOf(error: unknown): string {
  const innermost = causes(error).at(-1);
  const code = (innermost as { code?: unknown } | undefined)?.code;
  const text = innermost?.message || (typeof code === 'string' ? code : '') || String(error);
  return text
    .replace(/\s+/g, ' ')
    .replace(/[.\s]+$/, '')
    .slice(0, 200);
}

function causes(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let at = error; at instanceof Error && chain.length < 6; at = at.cause) chain.push(at);
  return chain;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const AGAIN = 'The index in use was not touched; run npm run index again';

const PROBLEMS = {
  'bad-address': {
    what: ({ url }) => `MEILI_URL is "${url}", which is not a web address a server can have`,
    next: () => 'Set it to something like http://127.0.0.1:7700, without a name or password in it.',
  },
  'bad-index': {
    what: ({ index }) => `MEILI_INDEX is "${index}"`,
    next: () => 'Use small letters, numbers and hyphens only, such as families.',
  },
  'no-key': {
    what: ({ url }) => `there is no key to write to ${url} with`,
    next: () =>
      'Set MEILI_ADMIN_KEY (or MEILI_MASTER_KEY) in the environment of this command, never in a file of the site.',
  },
  'no-answer': {
    what: ({ url, doing, detail }) => `the server at ${url} did not answer while ${doing} (${detail})`,
    next: () => `Check that Meilisearch is running and that MEILI_URL is its address. ${AGAIN}.`,
  },
  'too-slow': {
    what: ({ url, doing, detail }) => `the server at ${url} took too long while ${doing} (${detail})`,
    next: () =>
      `Look at the server's load and log. ${AGAIN} when it is quieter, or give it longer with MEILI_PATIENCE in seconds.`,
  },
  'not-meilisearch': {
    what: ({ url, doing, status }) =>
      `something at ${url} answered while ${doing}, but not as Meilisearch does${status === undefined ? '' : ` (status ${status})`}`,
    next: () =>
      `A proxy's page or another program may be in the way: open its /health and look for "available". ${AGAIN}.`,
  },
  'not-healthy': {
    what: ({ url, detail }) => `the server at ${url} says that it is not well (${detail})`,
    next: () => `Look at the server's log and disk. ${AGAIN} once /health says "available".`,
  },
  'unexpected-version': {
    what: ({ url, detail }) =>
      `the server at ${url} runs Meilisearch ${detail}, and this was tested from 1.50 on, within version 1`,
    next: () =>
      'Install a 1.50 or later 1.x server (indexer/meilisearch/README.md says how to move). The index in use was not touched.',
  },
  'no-master-key': {
    what: ({ url }) =>
      `the server at ${url} runs without a master key, so anybody who reaches it can change what families read`,
    next: () => 'Start it with MEILI_MASTER_KEY (at least 16 bytes) and run npm run index again.',
  },
  'wrong-key': {
    what: ({ url, doing }) => `the server at ${url} refused the key while ${doing}`,
    next: () => `MEILI_ADMIN_KEY must be the master key, or a key with all actions on this index. ${AGAIN}.`,
  },
  'wide-search-key': {
    what: ({ detail }) => `MEILI_SEARCH_KEY can do more than search: ${detail}`,
    next: () =>
      'Everybody can read that key in the page. Leave MEILI_SEARCH_KEY out and one is made that can only search this index.',
  },
  'index-lost': {
    what: ({ index, doing, detail }) => `an index disappeared while ${doing} (${detail}; building ${index})`,
    next: () => 'Something else deletes indexes on this server: find it first, then run npm run index again.',
  },
  'already-running': {
    what: ({ index, detail }) => `another run is building ${index} already (${detail})`,
    next: () =>
      'Wait until it has finished. If it crashed, its copy is removed by the first run an hour after it began.',
  },
  'no-documents': {
    what: () => 'there is nothing to index: the content has no documents',
    next: () => 'Check the CONTENT folder. The index in use was not touched.',
  },
  'too-large': {
    what: ({ url, doing }) => `the server at ${url} refused a batch as too large while ${doing}`,
    next: () =>
      `Raise the server's and the proxy's upload limit (MEILI_HTTP_PAYLOAD_SIZE_LIMIT), or lower MEILI_BATCH. ${AGAIN}.`,
  },
  refused: {
    what: ({ url, doing, detail }) => `the server at ${url} refused a request while ${doing}: ${detail}`,
    next: () =>
      'This server may be another version than the one these settings were written for. The index in use was not touched.',
  },
  'server-error': {
    what: ({ url, doing, detail, status }) =>
      `the server at ${url} failed while ${doing} (status ${status ?? 'unknown'}: ${detail})`,
    next: () => `Look at the server's log. ${AGAIN}.`,
  },
  'task-failed': {
    what: ({ doing, detail }) => `the server gave up while ${doing}: ${detail}`,
    next: () => 'Mend the record or setting it names, then run npm run index again. The index in use was not touched.',
  },
  'disk-full': {
    what: ({ doing }) => `the server's disk is full; it stopped while ${doing}`,
    next: () =>
      'Free some room: a new index stands beside the old one for a while, so it needs about three times the index. The index in use was not touched.',
  },
  'count-mismatch': {
    what: ({ detail }) => `the new index does not hold what was sent: ${detail}`,
    next: () => `It was removed again. ${AGAIN}; if it happens twice, look for two records with one id.`,
  },
  'sentinel-missed': {
    what: ({ detail }) => `the new index answers wrongly: ${detail}`,
    next: () =>
      'It was removed again, and the index in use was not touched. Look at what changed in indexer/meilisearch/settings.ts or in that record.',
  },
  stopped: {
    what: ({ doing }) => `it was stopped by hand while ${doing}`,
    next: () => `${AGAIN}.`,
  },
  'swap-failed': {
    what: ({ detail }) => `the new index was right but could not take the old one's place: ${detail}`,
    next: () => `${AGAIN}.`,
  },
} satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof PROBLEMS;

type Entry = { what: (facts: Facts) => string; next: (facts: Facts) => string };

type Facts = {
  url: string;
  index: string;
  /** What was being done, as words that follow 'while'. */
  doing?: string;
  /** What exactly was wrong. */
  detail?: string;
  /** The HTTP status, when there was an answer. */
  status?: number;
};
