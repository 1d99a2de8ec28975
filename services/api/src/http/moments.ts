import type { IncomingHttpHeaders, Server } from 'node:http';
import type { Socket } from 'node:net';
import { createArrivalStamps } from '@ringback/shared/runtime/arrival-stamps.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { RequestStart } from './request-start.ts';

/**
 * The times at which requests reach a server, as stamps that sort in their order. `requestStart`:
 * when a load balancer received them, where one reports it.
 */
export function createMoments(now: Now, requestStart?: RequestStart) {
  const stamp = createArrivalStamps(now);
  const fresh = new WeakMap<Socket, string>();

  /**
   * A connection is accepted in one turn of the event loop and read in the next. If its first
   * request arrived together with it, that request is as old as the connection: whatever the same
   * turn read from an older connection came later.
   */
  function connected(socket: Socket): void {
    fresh.set(socket, stamp());
    setImmediate(() => setImmediate(() => fresh.delete(socket)));
  }

  return {
    watch: (server: Server): void => void server.on('connection', connected),

    /** Must be called as soon as the head of the request is there. */
    of(req: { socket: Socket; headers: IncomingHttpHeaders }): string {
      const at = fresh.get(req.socket) ?? stamp();
      fresh.delete(req.socket);
      return requestStart?.(req, at) ?? at;
    },

    now: stamp,
  };
}
