import type { z } from 'zod';
import type { Outcome } from '../../domain/outcome.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { type ReplyDraft, SavedReply } from './replies.ts';

/** The draft that says the last word, and what it ends with. */
export type LastWord = ReplyDraft & {
  outcome: Outcome;
  reason: string;
  evidence?: Record<string, unknown>;
  appointment?: { starts_at: string; words: string };
};

export type FinishConversation = (word: LastWord, now: Date) => Promise<z.infer<typeof SavedReply>>;

/** Books, says the last word and ends, in one step; a draft that is out of date does none of it. */
export function createFinishConversation(db: Db): FinishConversation {
  return async (word, now) => {
    const args = { p: asJson(word), p_now: now.toISOString() };
    return SavedReply.parse(await callFunction(db, 'finish_conversation', args));
  };
}
