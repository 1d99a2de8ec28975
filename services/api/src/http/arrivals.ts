import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { createArrivalStamps } from '@ringback/shared/runtime/arrival-stamps.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

export type Arrivals = ReturnType<typeof createArrivals>;

type Arrived = Pick<IncomingMessage, 'url' | 'socket'>;

/** What comes here may be a text of a lead. */
const TEXTS = new Set(['/webhooks/twilio/sms', '/webhooks/retell', '/webhooks/retell/inbound']);
/** Whoever sends a request drop by drop holds up nobody's text for longer than this. */
const READ_MS = 1_000;

/**
 * When each request reached us, taken before its body is read: whatever the reading and the database
 * do afterwards, the order of arrival is known.
 */
export function createArrivals(now: Now) {
  const stamp = createArrivalStamps(now);
  const stamps = new WeakMap<object, string>();
  const fresh = new WeakMap<Socket, string>();
  const unread = new Map<string, number>();

  /**
   * A connection is accepted in one turn of the event loop and read in the next. Its first request,
   * if it came along with it, is as old as the connection: what the same turn read from an older
   * connection came later.
   */
  function connected(socket: Socket): void {
    fresh.set(socket, stamp());
    setImmediate(() => setImmediate(() => fresh.delete(socket)));
  }

  function arrived(req: Arrived & object, res?: Pick<ServerResponse, 'once'>): void {
    const at = fresh.get(req.socket) ?? stamp();
    fresh.delete(req.socket);
    stamps.set(req, at);
    if (!TEXTS.has(req.url?.split('?')[0] ?? '')) return;
    unread.set(at, performance.now());
    res?.once('close', () => unread.delete(at));
  }

  return {
    watch(server: Server): void {
      server.on('connection', connected);
      // Before anybody else looks at it.
      server.prependListener('request', arrived);
    },

    /** The stamp of a request; one that nobody watched has it from now. */
    of: (req: object): string => stamps.get(req) ?? stamp(),

    /** Who wrote the text of this stamp, or that it is none, is known now. */
    read: (at: string): void => void unread.delete(at),

    /** The earliest arrival that may still turn out to be anybody's text. */
    oldestUnread(): string | null {
      const since = performance.now() - READ_MS;
      let oldest: string | null = null;
      for (const [at, startedAt] of unread) {
        if (startedAt > since && (oldest === null || at < oldest)) oldest = at;
      }
      return oldest;
    },
  };
}
