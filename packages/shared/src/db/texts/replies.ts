import { z } from 'zod';
import { asJson, callForRow, callFunction, type Db } from '../client.ts';
import { LeadRow } from '../rows.ts';
import { AgentOfText, CampaignRow, ConversationRow, MessageRow } from '../text-rows.ts';

export type Replies = ReturnType<typeof createReplies>;

const Due = z.array(
  z.object({
    conversation_id: z.uuid(),
    last_inbound_seq: z.number().int(),
    reply_due_at: z.string(),
    reply_fence: z.number().int(),
  }),
);

const Begun = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('go'),
    fence: z.number().int(),
    in_reply_to_seq: z.number().int(),
    conversation: ConversationRow,
    suppressed: z.boolean(),
    /** The number may not be called. */
    calls_closed: z.boolean(),
    /** The call that waits for the lead, or rings. */
    next_call: z.object({ run_at: z.string() }).nullable(),
    /** What the agent has said here in 24 hours, since a person last had it. */
    replies_today: z.number().int(),
    lead: LeadRow.nullable(),
    agent: AgentOfText.nullable(),
    campaign: CampaignRow.nullable(),
    /** Every text with this lead that was not taken back, oldest first, at most sixty. */
    messages: z.array(MessageRow),
    /** What was said on the telephone, oldest first. */
    turns: z.array(z.object({ at: z.string(), role: z.string(), content: z.string() })),
    history: z.array(
      z.object({
        at: z.string(),
        channel: z.string(),
        outcome: z.string().nullable(),
        summary: z.string().nullable(),
      }),
    ),
    appointments: z.array(z.object({ starts_at: z.string() })),
  }),
  z.object({ verdict: z.literal('wait'), until: z.string() }),
  z.object({ verdict: z.literal('skip'), reason: z.string() }),
]);
export type ReplyBegun = z.infer<typeof Begun>;

export type ReplyDraft = {
  conversation_id: string;
  fence: number;
  message_id: string;
  /** Null: there is nothing to say. */
  body: string | null;
  in_reply_to_seq: number;
  send_at?: string;
};

/** What became of a reply that was saved. */
export const SavedReply = z.object({
  result: z.enum(['planned', 'silent', 'suppressed', 'replayed']),
  reason: z.string().nullish(),
  message: MessageRow.optional(),
});

const HandedOver = z.object({
  result: z.enum([
    'handed_over',
    'already',
    'not_ai_owned',
    'no_human_turn',
    'no_such_conversation',
  ]),
  notice_id: z.uuid().nullish(),
});

export function createReplies(db: Db) {
  return {
    /** Conversations in which the agent owes an answer by then. */
    async claimDue(aheadMs: number, now: Date, limit: number) {
      return Due.parse(
        await callFunction(db, 'claim_due_replies', {
          p_ahead: `${aheadMs / 1000} seconds`,
          p_now: now.toISOString(),
          p_limit: limit,
        }),
      );
    },

    /** One turn at a time: with `go` comes all that is known, and `leaseMs` to think. */
    async begin(conversationId: string, leaseMs: number, now: Date): Promise<ReplyBegun> {
      return Begun.parse(
        await callFunction(db, 'begin_reply', {
          p_conversation_id: conversationId,
          p_lease: `${leaseMs / 1000} seconds`,
          p_now: now.toISOString(),
        }),
      );
    },

    /** A draft that is out of date is kept as suppressed, and never sent. */
    async saveDraft(draft: ReplyDraft, now: Date) {
      const args = { p: asJson(draft), p_now: now.toISOString() };
      return SavedReply.parse(await callFunction(db, 'save_reply_draft', args));
    },

    /** No answer this time; the next turn is at `retryAt`. False: the turn was not ours any more. */
    async release(conversationId: string, fence: number, retryAt: Date, now: Date) {
      return z.boolean().parse(
        await callFunction(db, 'release_reply', {
          p_conversation_id: conversationId,
          p_fence: fence,
          p_retry_at: retryAt.toISOString(),
          p_now: now.toISOString(),
        }),
      );
    },

    /** The agent asks for a person; `line` is what the lead is told. */
    async handOver(
      handover: {
        conversation_id: string;
        reason: string;
        summary: string;
        line?: { message_id: string; body: string };
      },
      now: Date,
    ) {
      const args = { p: asJson(handover), p_now: now.toISOString() };
      return HandedOver.parse(await callForRow(db, 'hand_over_conversation', args));
    },

    /** The same moment again is the same appointment. Null: there is no such conversation. */
    async book(conversationId: string, startsAt: Date, words: string, now: Date) {
      return z
        .uuid()
        .nullable()
        .parse(
          await callFunction(db, 'book_text_appointment', {
            p_conversation_id: conversationId,
            p_starts_at: startsAt.toISOString(),
            p_words: words,
            p_now: now.toISOString(),
          }),
        );
    },
  };
}
