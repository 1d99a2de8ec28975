import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { createMoments } from './moments.ts';
import type { RequestStart } from './request-start.ts';

export type Arrivals = ReturnType<typeof createArrivals>;

type Arrived = Pick<IncomingMessage, 'url' | 'socket' | 'headers'>;

const TEXTS = new Set(['/webhooks/twilio/sms', '/webhooks/retell', '/webhooks/retell/inbound']);
/** A request that sends its body slowly holds up other leads' texts no longer than this. */
const READ_MS = 1_000;

/** Requests to these paths may be a lead's text. */
export const mayBeText = ({ url }: { url?: string | undefined }): boolean =>
  TEXTS.has(url?.split('?')[0] ?? '');

type Before = {
  /** The arrival as recorded by one of our processes before this one, if there is one. */
  noted?: (req: object) => string | undefined;
  /** The arrival at a load balancer, if it reports one. */
  requestStart?: RequestStart;
};

/**
 * When each request reached us, recorded before its body is read, so that the order of arrival does
 * not depend on how long reading and the database take.
 */
export function createArrivals(now: Now, { noted, requestStart }: Before = {}) {
  const moments = createMoments(now, requestStart);
  const stamps = new WeakMap<object, string>();
  const unread = new Map<string, number>();

  function arrived(req: Arrived & object, res?: Pick<ServerResponse, 'once'>): void {
    const at = noted?.(req) ?? moments.of(req);
    stamps.set(req, at);
    if (!mayBeText(req)) return;
    unread.set(at, performance.now());
    res?.once('close', () => unread.delete(at));
  }

  return {
    watch(server: Server): void {
      moments.watch(server);
      // Before any other listener sees it.
      server.prependListener('request', arrived);
    },

    /** The stamp of a request; a request that was not watched gets the current time. */
    of: (req: object): string => stamps.get(req) ?? moments.now(),

    /** The author of the text of this stamp is known now, or that it is not a text. */
    read: (at: string): void => void unread.delete(at),

    /** The earliest arrival that may still turn out to be a lead's text. */
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
