import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WordCounts } from './counts.ts';
import { DailyLimits } from './limits.ts';
import type { PublishedUnderstanding } from './published-understanding.ts';
import { mayBeCounted } from './rule.ts';

/**
 * Makes the handler of searches that found nothing. When learning is off it is as if it were not there. When it is
 * on, every answer is the same, 204 and empty, whatever was sent and whether it counted: nobody can ask it anything.
 * Nothing of a request is logged, and parts 2 to 4 of the rule in rule.ts are kept whatever a page has sent.
 *
 * @returns a handler that is done when the words are counted; the answer has gone out before
 */
export function receiveNothingFound(desk: LearningDesk): NothingFoundHandler {
  const limits = new DailyLimits();
  return async (request, response, notHere) => {
    const setting = await desk.setting().catch(() => undefined);
    if (request.method !== 'POST' || !setting?.on) return notHere();
    const text = await bodyOf(request);
    response.writeHead(204, { 'Cache-Control': 'no-store', 'X-Content-Type-Options': 'nosniff' }).end();
    if (text === undefined || !isAsked(request)) return;
    try {
      const words = await wordsIn(text, desk.understanding);
      const day = desk.today();
      if (words === undefined || !limits.allows(desk.addressOf(request), words, day)) return;
      await desk.counts.count(words, day, setting.people);
    } catch (error) {
      // The words are not in the message: a log is kept longer than they may be.
      console.error(
        'Words that found nothing could not be counted:',
        (error as NodeJS.ErrnoException).code ?? 'unknown',
      );
    }
  };
}

/** From a page of ours, in a browser that does not ask to be left alone. */
function isAsked({ headers }: IncomingMessage): boolean {
  const from = headers['sec-fetch-site'];
  return (
    (from === undefined || from === 'same-origin') &&
    headers['sec-gpc'] !== '1' &&
    headers.dnt !== '1' &&
    /^application\/json\b/i.test(headers['content-type'] ?? '')
  );
}

/** The rule once more, by the server's own vocabulary. Without one nobody can tell danger, so nothing is counted. */
async function wordsIn(text: string, understanding: PublishedUnderstanding): Promise<string | undefined> {
  let sent: unknown;
  try {
    sent = (JSON.parse(text) as { words?: unknown } | null)?.words;
  } catch {
    return undefined;
  }
  const open = typeof sent === 'string' && sent.length <= LARGEST ? await understanding.open() : undefined;
  if (open === undefined) return undefined;
  return mayBeCounted(sent as string, open.understand, open.facts);
}

/** The text of a request, or undefined when it is larger than any that a page sends, or was cut off. */
async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > LARGEST) {
        // Read on to nowhere, so that the answer can still be sent.
        request.resume();
        return undefined;
      }
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Bytes: 60 letters of any script, and what JSON puts around them. */
const LARGEST = 512;

export type NothingFoundHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  notHere: () => void,
) => Promise<void>;

/** What the desk lends it. */
export type LearningDesk = {
  setting: () => Promise<{ on: boolean; people: number }>;
  counts: Pick<WordCounts, 'count'>;
  understanding: PublishedUnderstanding;
  today: () => string;
  addressOf: (request: IncomingMessage) => string;
};
