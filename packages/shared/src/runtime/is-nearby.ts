import type { IncomingMessage } from 'node:http';

/** On this very machine, and not through a proxy that runs on it. */
export function isNearby({
  socket,
  headers,
}: Pick<IncomingMessage, 'socket' | 'headers'>): boolean {
  const address = socket.remoteAddress ?? '';
  const loopback = address === '::1' || /^(::ffff:)?127\./.test(address);
  return loopback && headers['x-forwarded-for'] === undefined && !headers.forwarded;
}
