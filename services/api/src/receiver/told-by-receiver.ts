import type { IncomingMessage } from 'node:http';

/** When the request reached the receiver, and from which address. */
export const ARRIVED_AT = 'x-ringback-arrived-at';
export const PEER = 'x-ringback-peer';

const arrivals = new WeakMap<object, string>();

/**
 * Reads the receiver's headers of a request and removes them, so that later code sees a plain
 * request. Only for a server that no other process than the receiver can reach.
 */
export function readReceiver(req: IncomingMessage): void {
  const { [ARRIVED_AT]: at, [PEER]: peer } = req.headers;
  delete req.headers[ARRIVED_AT];
  delete req.headers[PEER];
  if (typeof at === 'string') arrivals.set(req, at);
  // A connection has one request at a time, so the address of the socket is that of this request.
  Object.defineProperty(req.socket, 'remoteAddress', { value: peer, configurable: true });
}

/** The time at which the receiver saw it. */
export const arrivalOf = (req: object): string | undefined => arrivals.get(req);
