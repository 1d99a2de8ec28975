import { z } from 'zod';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import type { Decision } from '../decisions.ts';
import { LeadRow } from '../rows.ts';
import { MessageRow } from '../text-rows.ts';
import { createFollowDeliveries } from './follow-deliveries.ts';
import { createReadContext } from './message-context.ts';
import { createSendMessages } from './send-messages.ts';

export type Messages = ReturnType<typeof createMessages>;

/** One text outside of any campaign. The request states that the lead agreed. */
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
  /** The API key that asks for it. */
  api_key_id?: string;
  decision?: Decision;
  /** Decided without reading a lead: if there is one whose place says more, decide again. */
  as_unknown?: true;
};

const Planned = z.discriminatedUnion('result', [
  z.object({ result: z.enum(['planned', 'merged', 'replayed']), message: MessageRow }),
  /** Nothing is written: the lead's place says more than its number. */
  z.object({ result: z.literal('judge_anew'), lead: LeadRow }),
  z.object({ result: z.enum(['key_reused', 'no_such_lead', 'suppressed', 'own_number']) }),
]);

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

/** Texts, from the plan to their last status. */
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

    /** A person lets a failed text be tried once more; a repeated request is the same attempt. */
    async retry(id: string, now: Date) {
      const args = { p_id: id, p_now: now.toISOString() };
      return Retried.parse(await callFunction(db, 'retry_message', args));
    },

    context: createReadContext(db),
    ...createSendMessages(db),
    ...createFollowDeliveries(db),
  };
}
