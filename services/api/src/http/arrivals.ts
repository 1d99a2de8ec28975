import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { createMoments } from './moments.ts';
import type { RequestStart } from './request-start.ts';

export type Arrivals = ReturnType<typeof createArrivals>;

type Arrived = Pick<IncomingMessage, 'url' | 'socket' | 'headers'>;

const TEXTS = new Set(['/webhooks/twilio/sms', '/webhooks/retell', '/webhooks/retell/inbound']);
/** Whoever sends a request drop by drop holds up nobody's text for longer than this. */
const READ_MS = 1_000;

/** What comes here may be a text of a lead. */
export const mayBeText = ({ url }: { url?: string | undefined }): boolean =>
  TEXTS.has(url?.split('?')[0] ?? '');

type Before = {
  /** The moment that a process of ours before this one took note of, if there is one. */
  noted?: (req: object) => string | undefined;
  /** The moment at which a balancer received it, if one says so. */
  requestStart?: RequestStart;
};

/**
 * When each request reached us, taken before its body is read: whatever the reading and the database
 * do afterwards, the order of arrival is known.
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
      // Before anybody else looks at it.
      server.prependListener('request', arrived);
    },

    /** The stamp of a request; one that nobody watched has it from now. */
    of: (req: object): string => stamps.get(req) ?? moments.now(),

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
