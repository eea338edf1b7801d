import type { IncomingMessage } from 'node:http';

/** Who is asking. Behind a proxy of one's own, the last address it added; otherwise the connection itself. */
export function addressOf(request: IncomingMessage, trusted: boolean): string {
  const forwarded = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .at(-1)
    ?.trim();
  return (trusted && forwarded) || (request.socket.remoteAddress ?? 'unknown');
}
