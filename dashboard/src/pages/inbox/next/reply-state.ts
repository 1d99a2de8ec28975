import type { ConversationRow } from '../data/rows.ts';

const SOON_MS = 90_000;

/** Whether the AI makes an answer now, or owes one later. */
export type Reply = { is: 'none' | 'writing' | 'held'; at: string | null };

type Facts = Pick<
  ConversationRow,
  'owner' | 'ended_at' | 'last_seq' | 'last_inbound_seq' | 'last_inbound_at'
> &
  Pick<ConversationRow, 'reply_due_at' | 'reply_state'>;

export function replyOf(conversation: Facts, now: number): Reply {
  const { owner, ended_at, reply_due_at: dueAt = null, reply_state: state } = conversation;
  if (owner !== 'ai' || ended_at !== null) return { is: 'none', at: null };
  if (state !== undefined) {
    if (state === null) return { is: 'none', at: null };
    const isLater = dueAt !== null && Date.parse(dueAt) - now > SOON_MS;
    if (state === 'held' || (state === 'due' && isLater)) return { is: 'held', at: dueAt };
    return { is: 'writing', at: null };
  }
  // A server that does not tell: the lead has had the last word, and that just now.
  const { last_seq, last_inbound_seq, last_inbound_at } = conversation;
  const isOwed = last_inbound_seq === last_seq && last_inbound_at !== null;
  const isFresh = isOwed && now - Date.parse(last_inbound_at) < SOON_MS;
  return { is: isFresh ? 'writing' : 'none', at: null };
}
