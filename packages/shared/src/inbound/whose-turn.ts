import type { WaitingText } from './waiting-text.ts';

/** After so long it is worth asking again whether a text is still unread. */
const UNREAD_LOOK_MS = 4;

type Moment = {
  /** The earliest arrival of which nobody knows yet who wrote it. */
  unread: string | null;
  /** So long after its arrival nothing may come before a text any more. */
  settleMs: number;
  most: number;
  nowMs: number;
};

/**
 * Those before whom nobody stands any more: neither of the same number, nor yet unread. `lookInMs`: when
 * the next of those that wait may have its turn; `Infinity`: not by itself.
 */
export function whoseTurn(
  waiting: readonly WaitingText[],
  { unread, settleMs, most, nowMs }: Moment,
): { ready: WaitingText[]; lookInMs: number } {
  const held = new Set<string>();
  const ready: WaitingText[] = [];
  let lookInMs = Infinity;
  for (const one of waiting) {
    if (ready.length === most) break;
    if (unread !== null && one.text.arrived_at > unread) {
      lookInMs = Math.min(lookInMs, UNREAD_LOOK_MS);
      break;
    }
    const { from } = one.text;
    const waitMs = Math.max(one.arrivedAtMs + settleMs, one.notBeforeMs) - nowMs;
    if (held.has(from) || !one.isStored || one.isBusy || waitMs > 0) {
      held.add(from);
      if (one.isStored && waitMs > 0) lookInMs = Math.min(lookInMs, waitMs);
    } else {
      ready.push(one);
    }
  }
  return { ready, lookInMs };
}
