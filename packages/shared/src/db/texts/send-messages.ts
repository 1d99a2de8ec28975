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
      /** When its sender is free for it, if all before it go. */
      turn_at: z.string(),
      /** It was given out before, and nothing came of it. */
      again: z.boolean(),
      kind: MessageRow.shape.kind,
      sender: z.string(),
    }),
  ),
});
export type DueMessages = z.infer<typeof Due>;

export type TextClaim = {
  /** Of this attempt: asked again with it, the claim is answered as before. */
  claim_id?: string;
  worker: string;
  deadline_at: string;
  /** The claim is refused from this moment on: the window closes. */
  open_until: string;
  /** Until when the carrier may keep it waiting. */
  valid_until?: string;
  /** Every cap that the policy knows, to be judged once more. */
  limits: readonly Limit[];
  /** Without a verdict on the number, and on no other, there is no claim. */
  number: Dialable;
  /** What the carrier will count it as, and how many a second such a sender usually sends. */
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

/** The protocol by which nobody is texted twice: give out, claim, send once, record. */
export function createSendMessages(db: Db) {
  return {
    /** The sweep: plans what comes due and gives out what its senders can send by then. */
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

    /** Claims a text for sending; of two workers that get this far, one is told to go. */
    async begin(id: string, claim: TextClaim, now: Date): Promise<TextBegun> {
      const args = { p_id: id, p_claim: asJson(claim), p_now: now.toISOString() };
      return Begun.parse(await callFunction(db, 'begin_message', args));
    },

    /**
     * For who could not learn whether it had claimed the text, and has not sent it: the text is free
     * again, and a claim with this id that is still on its way claims nothing.
     */
    async giveUp(id: string, claimId: string, now: Date): Promise<boolean> {
      const args = { p_id: id, p_claim_id: claimId, p_now: now.toISOString() };
      return z.boolean().parse(await callFunction(db, 'give_up_message_claim', args));
    },

    /** `duplicate`, `late`: it is out and should not be; nothing can call it back. */
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

    /** The carrier did not take it: wait for another try, or give up and do what follows. */
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
