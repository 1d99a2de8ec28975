import type { IncomingMessage } from 'node:http';
import { MICROS_PER_MS, stampOfMicros } from '@ringback/shared/runtime/arrival-stamps.ts';
import { trustProxy } from './trust-proxy.ts';

/**
 * Seconds, milliseconds or microseconds since 1970, as load balancers write it; the size shows
 * which.
 */
const FORM = /^(?:t=)?(\d{10}(?:\.\d{1,6})?|\d{13}(?:\.\d{1,3})?|\d{16})$/;
/** A request that waited longer than this before us is placed by our own clock. */
const MOST_MS = 10_000;
/** For so many milliseconds the stamps given out are remembered, so that no two are alike. */
const MOST_KEPT = 10_000;

type Received = Pick<IncomingMessage, 'headers' | 'socket'>;
export type RequestStart = ReturnType<typeof createRequestStart>;

/**
 * When the load balancer before us received a request, by its header X-Request-Start, as a stamp.
 * Several apis behind one balancer then go by one clock, however busy they are. Undefined where no
 * trusted proxy sends it, and where it is not within the ten seconds before `ownStamp`.
 */
export function createRequestStart(hops: number) {
  const isTrusted = trustProxy(hops);
  // Most balancers report milliseconds; within one, the order is that in which we read them.
  const given = new Map<number, number>();

  return function requestStart(
    { headers, socket }: Received,
    ownStamp: string,
  ): string | undefined {
    const [, digits] = FORM.exec(String(headers['x-request-start'] ?? '').trim()) ?? [];
    if (digits === undefined || !isTrusted(socket.remoteAddress ?? '', 0)) return undefined;
    const reported = microsOf(digits);
    const ownMs = Date.parse(ownStamp);
    if (reported / MICROS_PER_MS < ownMs - MOST_MS) return undefined;
    const ms = Math.floor(reported / MICROS_PER_MS);
    const micros = Math.max(reported, (given.get(ms) ?? 0) + 1);
    given.set(ms, micros);
    if (given.size > MOST_KEPT) given.delete(given.keys().next().value ?? ms);
    const stamp = stampOfMicros(micros);
    return stamp < ownStamp ? stamp : undefined;
  };
}

function microsOf(digits: string): number {
  const [whole = ''] = digits.split('.');
  const unit = 10 ** (16 - whole.length);
  return Math.round(Number(digits) * unit);
}
