import { z } from 'zod';
import type { CeilingClaim } from '../../domain/policy/ceilings.ts';
import type { Dialable } from '../../domain/policy/judge-number.ts';
import type { Limit } from '../../domain/policy/limits.ts';
import type { MessageStatus } from '../../domain/texts/message-status.ts';
import { asJson, callForRow, callFunction, type Db } from '../client.ts';
import { createHoldAndDeny } from '../hold-and-deny.ts';
import { ConversationRow, MessageRow } from '../text-rows.ts';
import type { AfterFailure } from './follow-deliveries.ts';

const Due = z.object({
  planned: z.number().int(),
  due: z.array(
    z.object({
      id: z.uuid(),
      fence: z.number().int(),
      send_at: z.string(),
      /** When its sender is free for it, if every text before it leaves. */
      turn_at: z.string(),
      /** It was handed out before and was not sent. */
      again: z.boolean(),
      kind: MessageRow.shape.kind,
      sender: z.string(),
    }),
  ),
});
export type DueMessages = z.infer<typeof Due>;

export type TextClaim = {
  /** Names this attempt: a claim repeated with it gets the same answer. */
  claim_id?: string;
  worker: string;
  deadline_at: string;
  /** The claim is refused from this moment on: the contact window closes. */
  open_until: string;
  /** Until when the carrier may keep it waiting. */
  valid_until?: string;
  /** Every cap of the policy; the claim checks them again. */
  limits: readonly Limit[];
  /** The verdict on exactly this number; without it there is no claim. */
  number: Dialable;
  /**
   * How many segments the carrier will count, and how many a second such a sender usually sends.
   */
  segments: number;
  per_second: number;
  cost_usd?: number;
  /** Confirmations of START and answers to HELP that one number gets in a day, of each kind. */
  notices_per_day?: number;
  /** The words of a campaign's step, made from this edition of it. */
  body?: string;
  variant?: string;
  step_version?: number;
  evidence: Record<string, unknown>;
} & Partial<CeilingClaim>;

const Begun = z.discriminatedUnion('verdict', [
  z.object({
    verdict: z.literal('go'),
    fence: z.number().int(),
    message: MessageRow,
    conversation: ConversationRow,
  }),
  z.object({ verdict: z.literal('skip'), status: z.string() }),
  z.object({ verdict: z.literal('wait'), until: z.string(), rule: z.string() }),
  z.object({ verdict: z.literal('denied'), rule: z.string() }),
]);
export type TextBegun = z.infer<typeof Begun>;

const Sent = z.enum(['recorded', 'already', 'duplicate', 'late']);

const Released = z.object({ released: z.boolean(), retry_id: z.uuid().nullish() });

/** The protocol that keeps a text from being sent twice: hand out, claim, send once, record. */
export function createSendMessages(db: Db) {
  return {
    /** The sweep: plans what comes due and hands out what its senders can send by then. */
    async claimDue(aheadMs: number, now: Date, limit: number): Promise<DueMessages> {
      return Due.parse(
        await callFunction(db, 'claim_due_messages', {
          p_ahead: `${aheadMs / 1000} seconds`,
          p_now: now.toISOString(),
          p_limit: limit,
        }),
      );
    },

    ...createHoldAndDeny(db, { hold: 'hold_message', deny: 'deny_message' }),

    /** Claims a text for sending; of two workers that try, one gets `go`. */
    async begin(id: string, claim: TextClaim, now: Date): Promise<TextBegun> {
      const args = { p_id: id, p_claim: asJson(claim), p_now: now.toISOString() };
      return Begun.parse(await callFunction(db, 'begin_message', args));
    },

    /**
     * For a worker that could not learn whether its claim succeeded, and has not sent: the text is
     * free again, and a claim with this id that is still on its way has no effect.
     */
    async giveUp(id: string, claimId: string, now: Date): Promise<boolean> {
      const args = { p_id: id, p_claim_id: claimId, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'give_up_message_claim', args));
    },

    /** `duplicate`, `late`: it was sent and should not have been; it cannot be recalled. */
    async recordSent(
      id: string,
      fence: number,
      sent: { sid: string; status: MessageStatus; segments?: number },
      now: Date,
    ) {
      return Sent.parse(
        await callFunction(db, 'record_message_sent', {
          p_id: id,
          p_fence: fence,
          p_sid: sent.sid,
          p_status: sent.status,
          p_segments: (sent.segments ?? null) as number,
          p_now: now.toISOString(),
        }),
      );
    },

    /**
     * The carrier did not take it: wait for another attempt, or give up and record what follows.
     */
    async release(
      id: string,
      fence: number,
      to:
        | { status: 'pending'; send_at: string; rest_until?: string }
        | { status: 'failed'; next?: AfterFailure },
      reason: string,
      now: Date,
    ) {
      return Released.parse(
        await callForRow(db, 'release_message', {
          p_id: id,
          p_fence: fence,
          p_to: asJson(to),
          p_reason: reason,
          p_now: now.toISOString(),
        }),
      );
    },
  };
}
