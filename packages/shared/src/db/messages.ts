import { z } from 'zod';
import type { Limit } from '../domain/policy/limits.ts';
import { type MessageStatus, predecessorsOf } from '../domain/texts/message-status.ts';
import type { Decision } from './calls.ts';
import { asJson, callFunction, type Db, dbError } from './client.ts';
import { createReadContext } from './message-context.ts';
import { ConversationRow, MessageRow } from './text-rows.ts';

export type Messages = ReturnType<typeof createMessages>;

/** One text outside of any campaign. Asking for it states that the lead agreed. */
export type NewText = {
  message_id: string;
  lead_id?: number;
  to?: string;
  name?: string;
  country?: string;
  body: string;
  sender: string;
  provider?: string;
  run_at?: string;
  campaign_id?: string;
  idempotency_key_hash?: string;
  request_hash?: string;
  decision?: Decision;
};

const Planned = z.discriminatedUnion('result', [
  z.object({ result: z.enum(['planned', 'replayed']), message: MessageRow }),
  z.object({ result: z.enum(['key_reused', 'no_such_lead', 'suppressed']) }),
]);

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

/** Limits over all campaigns for one number in 24 hours; touches are texts and calls together. */
export type TextCaps = { per_day: number; touches_per_day?: number };

export type TextClaim = {
  worker: string;
  deadline_at: string;
  /** The claim is refused from this moment on: the window closes. */
  open_until: string;
  /** Until when the carrier may keep it waiting. */
  valid_until?: string;
  caps: TextCaps;
  /** Every cap that the policy knows, to be judged once more. */
  limits?: readonly Limit[];
  /** What the carrier will count it as, and how many a second such a sender usually sends. */
  segments: number;
  per_second: number;
  cost_usd?: number;
  /** What may be spent in a UTC day, all campaigns together. */
  budget_usd?: number;
  /** The words of a campaign's step, made from this edition of it. */
  body?: string;
  variant?: string;
  step_version?: number;
  evidence: Record<string, unknown>;
};

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

const Sent = z.object({ result: z.enum(['recorded', 'already', 'duplicate', 'late']) });

/**
 * What a failure calls for: again at a time, the campaign stopped, the number blocked, or a rest for
 * the sender.
 */
export type AfterFailure = {
  retry_at?: string;
  stop?: string;
  suppress?: { scope: 'all' | 'sms'; source: string; words?: string };
  rest_until?: string;
};

const Released = z.object({ released: z.boolean(), retry_id: z.uuid().nullish() });

/** One piece of news about a text, in our words. Any order, any number of times. */
export type Delivery = {
  provider: string;
  kind: 'callback' | 'check';
  message_id?: string;
  provider_sid: string;
  status?: MessageStatus;
  provider_status: string;
  /** The carrier's code, or a word of ours. */
  error_code?: string | number;
  segments?: number;
  next?: AfterFailure;
};

const Delivered = z.object({
  result: z.enum(['recorded', 'repeated', 'stranger', 'conflict']),
  message_id: z.uuid().nullish(),
  moved: z.boolean(),
  retry_id: z.uuid().nullish(),
});
export type Delivered = z.infer<typeof Delivered>;

const LookedUp = z.object({
  result: z.enum(['moved_on', 'known', 'adopted', 'presumed_not_sent', 'not_found_yet']),
  retry_id: z.uuid().nullish(),
});

const Retried = z.object({
  result: z.enum([
    'planned',
    'already',
    'not_failed',
    'answer',
    'overtaken',
    'suppressed',
    'no_such_message',
  ]),
  message: MessageRow.optional(),
});

export function createMessages(db: Db) {
  return {
    async find(id: string): Promise<MessageRow | null> {
      const { data, error, status } = await db
        .from('sms_messages')
        .select()
        .eq('message_id', id)
        .maybeSingle();
      if (error) throw dbError('messages.find', error, status);
      return data ? MessageRow.parse(data) : null;
    },

    /** Of all conversations of a lead, newest first; planned ones included. */
    async ofLead(leadId: number, limit: number): Promise<MessageRow[]> {
      const { data, error, status } = await db
        .from('sms_messages')
        .select()
        .eq('lead_id', leadId)
        .order('created_at', { ascending: false })
        .limit(limit);
      if (error) throw dbError('messages.ofLead', error, status);
      return z.array(MessageRow).parse(data);
    },

    async plan(text: NewText, now: Date) {
      const args = { p: asJson(text), p_now: now.toISOString() };
      return Planned.parse(await callFunction(db, 'plan_text', args));
    },

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

    context: createReadContext(db),

    async hold(
      id: string,
      until: Date,
      why: Pick<Decision, 'rule' | 'reason' | 'evidence'>,
      now: Date,
    ) {
      return z.boolean().parse(
        await callFunction(db, 'hold_message', {
          p_id: id,
          p_until: until.toISOString(),
          p_rule: why.rule,
          p_reason: why.reason,
          p_evidence: asJson(why.evidence ?? {}),
          p_now: now.toISOString(),
        }),
      );
    },

    /** Ends the text, and stops the campaign for this lead. */
    async deny(id: string, why: Pick<Decision, 'rule' | 'reason' | 'evidence'>, now: Date) {
      return z.boolean().parse(
        await callFunction(db, 'deny_message', {
          p_id: id,
          p_rule: why.rule,
          p_reason: why.reason,
          p_evidence: asJson(why.evidence ?? {}),
          p_now: now.toISOString(),
        }),
      );
    },

    /** Claims a text for sending; of two workers that get this far, one is told to go. */
    async begin(id: string, claim: TextClaim, now: Date): Promise<TextBegun> {
      const args = { p_id: id, p_claim: asJson(claim), p_now: now.toISOString() };
      return Begun.parse(await callFunction(db, 'begin_message', args));
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
      ).result;
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
        await callFunction(db, 'release_message', {
          p_id: id,
          p_fence: fence,
          p_to: asJson(to),
          p_reason: reason,
          p_now: now.toISOString(),
        }),
      );
    },

    /** A person lets a text that failed be tried once more; asked for twice, it is one more try. */
    async retry(id: string, now: Date) {
      const args = { p_id: id, p_now: now.toISOString() };
      return Retried.parse(await callFunction(db, 'retry_message', args));
    },

    async recordDelivery(news: Delivery, now: Date): Promise<Delivered> {
      const entersFrom = news.status ? predecessorsOf(news.status) : [];
      const p = asJson({ ...news, enters_from: entersFrom });
      return Delivered.parse(
        await callFunction(db, 'record_delivery', { p, p_now: now.toISOString() }),
      );
    },

    /** Texts of which only the carrier knows the truth, each leased to this checker for a minute. */
    async claimChecks(now: Date, limit: number): Promise<MessageRow[]> {
      const args = { p_now: now.toISOString(), p_limit: limit };
      return z.array(MessageRow).parse(await callFunction(db, 'claim_message_checks', args));
    },

    /** Those of these sids that some row of ours already names. */
    async knownSids(sids: string[]): Promise<Set<string>> {
      if (sids.length === 0) return new Set();
      const { data, error, status } = await db
        .from('sms_messages')
        .select('provider_sid')
        .in('provider_sid', sids);
      if (error) throw dbError('messages.knownSids', error, status);
      return new Set(data.flatMap((row) => row.provider_sid ?? []));
    },

    async recordLookup(id: string, fence: number, sid: string | null, now: Date) {
      return LookedUp.parse(
        await callFunction(db, 'record_message_lookup', {
          p_id: id,
          p_fence: fence,
          p_sid: sid as string,
          p_now: now.toISOString(),
        }),
      );
    },
  };
}
