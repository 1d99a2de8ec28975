import { joinMoves } from '../moves.ts';

export const CALL_STATUSES = [
  'scheduled',
  'held',
  'dialing',
  'unknown',
  'queued',
  'ringing',
  'in_progress',
  'completed',
  'busy',
  'no_answer',
  'failed',
  'canceled',
] as const;

export type CallStatus = (typeof CALL_STATUSES)[number];

const ENDINGS = ['completed', 'busy', 'no_answer', 'failed', 'canceled'] as const;
export type EndedStatus = (typeof ENDINGS)[number];

/**
 * Where a call may go from each status: forward, also over statuses whose events were lost. An old
 * event finds no row to move. The one step back, from `dialing` to `scheduled`, is ours alone: the
 * carrier did not take the order.
 */
const NEXT = {
  scheduled: ['held', 'dialing', 'canceled'],
  held: ['scheduled', 'dialing', 'canceled'],
  dialing: ['scheduled', 'unknown', 'queued', 'ringing', 'in_progress', ...ENDINGS],
  unknown: ['queued', 'ringing', 'in_progress', ...ENDINGS],
  queued: ['ringing', 'in_progress', ...ENDINGS],
  ringing: ['in_progress', ...ENDINGS],
  in_progress: ['completed', 'failed'],
  completed: [],
  busy: [],
  no_answer: [],
  failed: [],
  canceled: [],
} as const satisfies Record<CallStatus, readonly CallStatus[]>;

/**
 * Moves that no event makes, but we do, who know more. A late worker knows that the order was not
 * taken, even if the call was marked unknown meanwhile; and a call that has lasted too long is
 * closed with the carrier's last word.
 */
const OURS = {
  unknown: ['scheduled'],
  in_progress: ['busy', 'no_answer', 'canceled'],
} as const satisfies Partial<Record<CallStatus, readonly CallStatus[]>>;

/** Every move that the database allows a call. */
export const CALL_MOVES = joinMoves<CallStatus>(NEXT, OURS);

export function canMove(from: CallStatus, to: CallStatus): boolean {
  const next: readonly CallStatus[] = NEXT[from];
  return next.includes(to);
}

/** The statuses from which `to` may be entered. The database guards its update with this list. */
export function predecessorsOf(to: CallStatus): CallStatus[] {
  return CALL_STATUSES.filter((from) => canMove(from, to));
}

export function isEnded(status: CallStatus): status is EndedStatus {
  return ENDINGS.some((ending) => ending === status);
}

/** No part of it has left yet. */
export function isWaiting(status: CallStatus): boolean {
  return status === 'scheduled' || status === 'held';
}

/** A phone may be ringing, or about to. */
export function isLive(status: CallStatus): boolean {
  return !isEnded(status) && !isWaiting(status);
}
