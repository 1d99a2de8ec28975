import { z } from 'zod';
import type { OptOutScope } from '../../domain/opt-out/scope.ts';
import { asJson, callFunction, type Db } from '../client.ts';
import { ConversationRow, MessageRow } from '../text-rows.ts';

export type WordsJudged = ReturnType<typeof createWordsJudged>;

const Due = z.array(
  z.object({ conversation_id: z.uuid(), seq: z.number().int(), judge_at: z.string() }),
);

const Begun = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('go'),
    conversation: ConversationRow,
    /** The texts to judge, all of them together. */
    messages: z.array(MessageRow),
    /** Our last texts: what quotes them is not the lead's. */
    ours: z.array(z.string()),
    tries: z.number().int(),
    waited_seconds: z.coerce.number(),
  }),
  z.object({ verdict: z.literal('wait'), until: z.string() }),
  z.object({ verdict: z.literal('skip'), reason: z.string() }),
]);
export type JudgementBegun = z.infer<typeof Begun>;

export type WordsVerdict = {
  conversation_id: string;
  /** The texts that were judged. */
  message_ids: string[];
  verdict: 'refuses' | 'not' | 'unclear';
  by: 'model' | 'person';
  /** The text with the words that refuse. */
  message_id?: string;
  words?: string;
  scope?: OptOutScope;
  why?: string;
  wants_call?: boolean;
  confirmation?: { message_id: string; body: string };
};

const Recorded = z.object({
  result: z.enum(['recorded', 'judged_already', 'no_such_text']),
  notice_id: z.uuid().nullish(),
  call_id: z.uuid().nullish(),
  is_new: z.boolean().nullish(),
  /** A person was not asked before, and is now. */
  told_person: z.boolean().optional(),
});

const seconds = (ms: number) => `${ms / 1000} seconds`;

/**
 * Whether the words of leads refuse contact: what waits for a verdict, and what follows from one.
 */
export function createWordsJudged(db: Db) {
  return {
    /** Conversations with texts that no answer judges along the way. */
    async claimDue(aheadMs: number, patienceMs: number, now: Date, limit: number) {
      return Due.parse(
        await callFunction(db, 'claim_unjudged', {
          p_ahead: seconds(aheadMs),
          p_patience: seconds(patienceMs),
          p_now: now.toISOString(),
          p_limit: limit,
        }),
      );
    },

    /** One judge at a time; with `go` come the texts of the whole burst. */
    async begin(
      conversationId: string,
      { burstMs, leaseMs, patienceMs }: { burstMs: number; leaseMs: number; patienceMs: number },
      now: Date,
    ): Promise<JudgementBegun> {
      return Begun.parse(
        await callFunction(db, 'begin_judgement', {
          p_conversation_id: conversationId,
          p_burst: seconds(burstMs),
          p_lease: seconds(leaseMs),
          p_patience: seconds(patienceMs),
          p_now: now.toISOString(),
        }),
      );
    },

    /** No verdict this time. `asksPerson`: it has taken too long. True: a person is newly asked. */
    async release(conversationId: string, retryAt: Date, asksPerson: boolean, now: Date) {
      return z.boolean().parse(
        await callFunction(db, 'release_judgement', {
          p_conversation_id: conversationId,
          p_retry_at: retryAt.toISOString(),
          p_person: asksPerson,
          p_now: now.toISOString(),
        }),
      );
    },

    /** The verdict and what follows from it, in one step. */
    async record(verdict: WordsVerdict, now: Date) {
      const args = { p: asJson(verdict), p_now: now.toISOString() };
      return Recorded.parse(await callFunction(db, 'record_words_verdict', args));
    },
  };
}
