import { joinMoves } from '../moves.ts';

export const MESSAGE_STATUSES = [
  'pending',
  'held',
  'sending',
  'unknown',
  'queued',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'canceled',
  'suppressed',
  'received',
] as const;

/** `suppressed` is a draft that was never sent; `received` came in and stays. */
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

const CARRIER_ENDINGS = ['delivered', 'undelivered', 'failed', 'canceled'] as const;
const ENDINGS = [...CARRIER_ENDINGS, 'suppressed', 'received'] as const;
export type EndedMessageStatus = (typeof ENDINGS)[number];

/**
 * Where a text may go from each status: forward, also over statuses whose events were lost. An old
 * event finds no row to move. The one step back, from `sending` to `pending`, is ours alone: the
 * carrier did not take the order. `sent` may be the last status, since not every carrier sends a
 * receipt.
 */
const NEXT = {
  pending: ['held', 'sending', 'failed', 'canceled', 'suppressed'],
  held: ['pending', 'sending', 'failed', 'canceled', 'suppressed'],
  sending: ['pending', 'unknown', 'queued', 'sent', ...CARRIER_ENDINGS],
  unknown: ['queued', 'sent', ...CARRIER_ENDINGS],
  queued: ['sent', ...CARRIER_ENDINGS],
  sent: ['delivered', 'undelivered', 'failed'],
  delivered: [],
  undelivered: [],
  failed: [],
  canceled: [],
  suppressed: [],
  received: [],
} as const satisfies Record<MessageStatus, readonly MessageStatus[]>;

/**
 * Moves that no event makes, but we do, who know more. A late worker knows that the order was not
 * taken, even if the text was marked unknown meanwhile; and a text that was presumed not sent is
 * corrected by what the carrier answers after all.
 */
const OURS = {
  unknown: ['pending'],
  failed: ['queued', 'sent', 'delivered', 'undelivered', 'canceled'],
} as const satisfies Partial<Record<MessageStatus, readonly MessageStatus[]>>;

/** Every move that the database allows a text. */
export const MESSAGE_MOVES = joinMoves<MessageStatus>(NEXT, OURS);

const RANKS = {
  pending: 0,
  held: 0,
  sending: 1,
  unknown: 1,
  queued: 2,
  sent: 3,
  delivered: 4,
  undelivered: 4,
  failed: 4,
  canceled: 4,
  suppressed: 4,
  received: 4,
} as const satisfies Record<MessageStatus, number>;

export function canMove(from: MessageStatus, to: MessageStatus): boolean {
  const next: readonly MessageStatus[] = NEXT[from];
  return next.includes(to);
}

/** The statuses from which `to` may be entered. The database guards its update with this list. */
export function predecessorsOf(to: MessageStatus): MessageStatus[] {
  return MESSAGE_STATUSES.filter((from) => canMove(from, to));
}

/** How far along a text is; of two events the one of the higher rank is the later one. */
export function rank(status: MessageStatus): number {
  return RANKS[status];
}

export function isEnded(status: MessageStatus): status is EndedMessageStatus {
  return ENDINGS.some((ending) => ending === status);
}

/** No part of it has left yet. */
export function isWaiting(status: MessageStatus): boolean {
  return status === 'pending' || status === 'held';
}

/** The carrier has it, or may have it: sending it again might repeat it. */
export function mayHaveLeft(status: MessageStatus): boolean {
  return rank(status) > rank('pending') && status !== 'canceled' && status !== 'suppressed';
}

/** The carrier says that the text did not arrive. */
export const isUndelivered = (status: MessageStatus): boolean =>
  status === 'failed' || status === 'undelivered';
