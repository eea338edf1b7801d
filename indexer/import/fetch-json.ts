import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Fetches one JSON answer: with a limit on time and on bytes, and again after a pause when the server was
 * busy or the line broke. What cannot get better (404, not JSON, too large) is not tried again.
 *
 * @throws FetchFailed in one sentence
 */
export async function fetchJson(address: string, options: FetchOptions): Promise<unknown> {
  const { tries = 4, firstPause = 500 } = options;
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(address, options);
    } catch (error) {
      const failure = error instanceof FetchFailed ? error : new FetchFailed(causeOf(error), { again: true });
      if (!failure.again || attempt >= tries) throw failure;
      await sleep(firstPause * 2 ** (attempt - 1));
    }
  }
}

async function once(
  address: string,
  { timeout = 20_000, mostBytes = MOST_BYTES, budget }: FetchOptions,
): Promise<unknown> {
  if (!/^https?:\/\//i.test(address)) throw new FetchFailed('is not a web address that begins with https://');
  const response = await fetch(address, {
    headers: { Accept: 'application/json', 'User-Agent': 'families-information-service import' },
    signal: AbortSignal.timeout(timeout),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new FetchFailed(`the server answered ${response.status}`, {
      status: response.status,
      again: response.status === 429 || response.status >= 500,
    });
  }
  const text = await bounded(response, mostBytes, budget);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new FetchFailed(`the answer is not JSON; it begins "${text.slice(0, 40).replace(/\s+/g, ' ')}"`, {
      notJson: true,
    });
  }
}

/** Reads a body and stops as soon as it is too large, whatever length it promised, or promised none. */
async function bounded(response: Response, most: number, budget: Budget | undefined): Promise<string> {
  const promised = Number(response.headers.get('content-length') ?? 0);
  if (promised > most) {
    await response.body?.cancel();
    throw new FetchFailed(`the answer is ${megabytes(promised)}, larger than ${megabytes(most)}`, { tooLarge: true });
  }
  const parts: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop closes the line, so that nothing more is sent.
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > most) throw new FetchFailed(`the answer is larger than ${megabytes(most)}`, { tooLarge: true });
    if (budget && (budget.left -= part.byteLength) < 0)
      throw new FetchFailed(`the feed is larger than ${megabytes(budget.whole)} in all`, {
        tooLarge: true,
        spent: true,
      });
    parts.push(part);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
}

/** Bytes as people say them. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 / 1024)} MB`;
}

function causeOf(error: unknown): string {
  if (error instanceof Error && error.name === 'TimeoutError') return 'the server did not answer in time';
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : undefined;
  return cause ?? (error instanceof Error ? error.message : String(error));
}

/** The most bytes of one answer: a list of 10,000 services in full is about 60 MB. */
export const MOST_BYTES = 96 * 1024 * 1024;

/** The most bytes of a whole feed, all its answers or files together: about 50,000 services in full. */
export const MOST_BYTES_IN_ALL = 320 * 1024 * 1024;

/** How to mend a feed that is too large to be read at once. */
export const MEND_TOO_LARGE =
  'ask the publisher for smaller pages (page and per_page); or save the services as files, a few thousand in each, in a folder and import the folder';

/** One request that failed, in one sentence. */
export class FetchFailed extends Error {
  readonly status: number | undefined;
  readonly again: boolean;
  readonly notJson: boolean;
  readonly tooLarge: boolean;
  /** Nothing more may be read of the whole feed. */
  readonly spent: boolean;
  constructor(
    message: string,
    more: { status?: number; again?: boolean; notJson?: boolean; tooLarge?: boolean; spent?: boolean } = {},
  ) {
    super(message);
    this.name = 'FetchFailed';
    this.status = more.status;
    this.again = more.again ?? false;
    this.notJson = more.notJson ?? false;
    this.tooLarge = more.tooLarge ?? false;
    this.spent = more.spent ?? false;
  }
}

export type FetchOptions = {
  /** Milliseconds before one request is given up. */
  timeout?: number;
  tries?: number;
  /** Milliseconds before the second try; doubled each time. */
  firstPause?: number;
  mostBytes?: number;
  /** What may still be read of a whole feed, shared by all its requests. */
  budget?: Budget;
};

export type Budget = { whole: number; left: number };
