import type { ConnectionState } from '../../live/connection.ts';

/** A stream that was away for less than this has not been away, as far as people are concerned. */
const NOTICED_MS = 3_000;

/** Since when the page is out of date; null while it is true, or has not been connected for 3 s. */
export function offlineSince(state: ConnectionState, now: number): number | null {
  if (state.is === 'live' || state.is === 'signed_out') return null;
  return now - state.since >= NOTICED_MS ? state.since : null;
}

/** Seconds until the next try; null while one is under way. */
export const nextTryIn = (state: ConnectionState, now: number): number | null =>
  state.is === 'waiting' ? Math.max(0, Math.ceil((state.nextAt - now) / 1000)) : null;
