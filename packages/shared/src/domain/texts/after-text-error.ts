import { offsetMsAt } from '../zones/offsets.ts';
import type { CarrierError, SenderProblem } from './carrier-error.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Failures in a row after which a silent handset gets no more texts. */
const UNREACHABLE_LIMIT = 2;
const LONGEST_BACKOFF_MS = 10 * MINUTE;

export type TextFailure = {
  /** What the carrier's answer calls for, in our words. */
  error: CarrierError;
  /** How often this text, or the attempts before it, failed in the same way; this time included. */
  failures: number;
  at: Date;
};

/** What happens after a text that did not arrive. A `retryAt` is still subject to the policy. */
export type AfterTextError =
  /** Suppressed; `presumed` where the carrier says no more than "blocked". */
  | { kind: 'opted_out'; certain: boolean }
  | { kind: 'bad_number' }
  /** A landline, or a pair of numbers that cannot text: offer a call. */
  | { kind: 'not_textable' }
  | { kind: 'unreachable'; retryAt: Date | null }
  /** Never the same words again; `isFilteredTooOften` says when the campaign pauses. */
  | { kind: 'filtered' }
  /** The sender is paused; people are shown what its registration lacks. */
  | { kind: 'sender_not_ready'; problem: SenderProblem; retryAt: Date | null }
  /** The sender, not the lead, is backed off until then. */
  | { kind: 'slow_down'; until: Date }
  /**
   * Planned again inside the window; a zone mismatch is the carrier's idea of where the lead is.
   */
  | { kind: 'replan'; zoneMismatch: boolean }
  | { kind: 'retry_later'; retryAt: Date }
  /** It may have gone out: ask the carrier, never send again. */
  | { kind: 'reconcile' }
  | { kind: 'stop_conversation' }
  | { kind: 'config' }
  /** Nothing can be sent from this account until a person has looked. */
  | { kind: 'stop_sending' }
  /** Refused for good: the text was at fault, or the code belongs to that family. */
  | { kind: 'rejected' }
  | { kind: 'give_up' }
  /** The text is on its way nevertheless. */
  | { kind: 'warning' };

/** What follows a carrier's error, by how often it came. */
export function afterTextError({ error, failures, at }: TextFailure): AfterTextError {
  const after = (ms: number): Date => new Date(at.getTime() + ms);
  switch (error.next) {
    case 'opted_out':
      return { kind: 'opted_out', certain: error.certain };
    case 'unreachable':
      if (failures < UNREACHABLE_LIMIT) {
        return { kind: 'unreachable', retryAt: after(error.afterMs) };
      }
      return error.finally ? { kind: error.finally } : { kind: 'unreachable', retryAt: null };
    case 'sender_not_ready':
      return {
        kind: 'sender_not_ready',
        problem: error.problem,
        retryAt: error.afterMs === undefined ? null : after(error.afterMs),
      };
    case 'slow_down':
      return { kind: 'slow_down', until: after(error.afterMs) };
    case 'day_spent':
      return { kind: 'slow_down', until: nextPacificMidnight(at) };
    case 'replan':
      return { kind: 'replan', zoneMismatch: error.zoneMismatch };
    case 'retry_later':
      if (failures > error.retries) return { kind: 'give_up' };
      return { kind: 'retry_later', retryAt: after(error.afterMs) };
    case 'retry_backoff': {
      const waitMs = Math.min(1_000 * 2 ** Math.max(0, failures), LONGEST_BACKOFF_MS);
      return { kind: 'slow_down', until: after(waitMs) };
    }
    default:
      return { kind: error.next };
  }
}

// The American carriers count their daily allowances in Pacific time.
function nextPacificMidnight(at: Date): Date {
  const zone = 'America/Los_Angeles';
  const local = at.getTime() + offsetMsAt(zone, at.getTime());
  const midnight = (Math.floor(local / DAY) + 1) * DAY;
  // The offset at that midnight, not now: the clocks may change in between.
  const guess = midnight - offsetMsAt(zone, at.getTime());
  return new Date(midnight - offsetMsAt(zone, guess));
}

/** More than 2 % of an hour's texts filtered, once there are enough of them to judge. */
export function isFilteredTooOften({
  filtered,
  sent,
}: {
  filtered: number;
  sent: number;
}): boolean {
  return filtered >= 2 && filtered > sent * 0.02;
}
