import type { ConversationRow } from '../data/rows.ts';

/** What is due within so long is said to be written now: the AI waits for a lead who goes on. */
const SOON_MS = 90_000;

/** Whether the AI makes an answer now, or owes one later. */
export type Reply = { is: 'none' | 'writing' | 'held'; at: string | null };

type Facts = Pick<ConversationRow, 'owner' | 'ended_at' | 'reply_due_at' | 'reply_state'>;

export function replyOf(conversation: Facts, now: number): Reply {
  const { owner, ended_at, reply_due_at: dueAt, reply_state: state } = conversation;
  if (owner !== 'ai' || ended_at !== null || state === null || state === 'held') {
    return { is: 'none', at: null };
  }
  const isLater = state === 'due' && dueAt !== null && Date.parse(dueAt) - now > SOON_MS;
  return isLater ? { is: 'held', at: dueAt } : { is: 'writing', at: null };
}
