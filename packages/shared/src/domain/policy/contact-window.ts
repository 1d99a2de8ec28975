import type { OperatorHours } from '../quiet-hours/day-hours.ts';
import { type CallingPlace, type CallingWindow, callingWindow } from '../quiet-hours/window.ts';

const MAX_LOOKS = 16;

export type UnknownWindow = Extract<CallingWindow, { kind: 'unknown' }>['reason'];

/** A window without its last minutes, in which a carrier's queue could delay us past its end. */
export type ContactWindow =
  | { kind: 'open'; until: Date; evidence: Record<string, unknown> }
  | { kind: 'closed'; opensAt: Date; evidence: Record<string, unknown> }
  | { kind: 'unknown'; reason: UnknownWindow };

/**
 * Whether the window of a place is open at a moment with more than the guard left, or when it opens
 * next.
 */
export function contactWindow(
  place: CallingPlace,
  operator: OperatorHours | null,
  at: Date,
  guardMs: number,
): ContactWindow {
  const now = callingWindow(place, operator, at);
  if (now.kind === 'unknown') return now;
  const { evidence } = now;

  let look: CallingWindow = now;
  let from = at;
  for (let looks = 0; looks < MAX_LOOKS; looks += 1) {
    if (look.kind === 'unknown') return look;
    if (look.kind === 'open') {
      const until = new Date(look.until.getTime() - guardMs);
      if (until > from) {
        return from === at
          ? { kind: 'open', until, evidence }
          : { kind: 'closed', opensAt: from, evidence };
      }
      from = look.until;
    } else {
      from = look.opensAt;
    }
    look = callingWindow(place, operator, from);
  }
  return { kind: 'unknown', reason: 'never_opens' };
}
