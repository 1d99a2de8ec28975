import type { IncomingMessage } from 'node:http';

/** When the request reached the receiver, and from which address. */
export const ARRIVED_AT = 'x-ringback-arrived-at';
export const PEER = 'x-ringback-peer';

const told = new WeakMap<object, string>();

/**
 * Reads what the receiver says of a request and takes it off, so that nobody after this can tell it
 * from one that came by itself. Only for a server that nobody but the receiver can reach.
 */
export function readReceiver(req: IncomingMessage): void {
  const { [ARRIVED_AT]: at, [PEER]: peer } = req.headers;
  delete req.headers[ARRIVED_AT];
  delete req.headers[PEER];
  if (typeof at === 'string') told.set(req, at);
  // One request at a time on a connection: as long as this one lasts, this is who asks.
  Object.defineProperty(req.socket, 'remoteAddress', { value: peer, configurable: true });
}

/** The moment at which the receiver saw it. */
export const arrivalOf = (req: object): string | undefined => told.get(req);
