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

/** A telephone may be ringing, or about to. */
export function isLive(status: CallStatus): boolean {
  return !isEnded(status) && status !== 'scheduled' && status !== 'held';
}
