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
 * Where a call may go from each status: forward, and over steps whose news was lost. Old news finds
 * no row to move. The one step back, from `dialing` to `scheduled`, is ours alone: an order that
 * the carrier did not take.
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
 * Where no news moves a call, but we do, who know more. A worker that comes late knows that the order
 * was not taken, also when somebody has called it unknown meanwhile; and a call that has gone on for too
 * long is closed with the carrier's last word, whatever that is.
 */
const OURS = {
  unknown: ['scheduled'],
  in_progress: ['busy', 'no_answer', 'canceled'],
} as const satisfies Partial<Record<CallStatus, readonly CallStatus[]>>;

/** Every move that the database lets a call make. */
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

/** Nothing of it has left yet. */
export function isWaiting(status: CallStatus): boolean {
  return status === 'scheduled' || status === 'held';
}

/** A telephone may be ringing, or about to. */
export function isLive(status: CallStatus): boolean {
  return !isEnded(status) && !isWaiting(status);
}
