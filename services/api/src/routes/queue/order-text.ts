import type { Decision, Decisions } from '@ringback/shared/db/decisions.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { LeadRow } from '@ringback/shared/db/rows.ts';
import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { Campaigns } from '@ringback/shared/db/texts/campaigns.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { askedFor } from '@ringback/shared/domain/policy/asked-for.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import { decideContact } from '@ringback/shared/domain/policy/decide-contact.ts';
import type { NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import { render } from '@ringback/shared/domain/texts/template.ts';
import { templateValues } from '@ringback/shared/domain/texts/template-values.ts';
import { smsFollowup as smsFollowupJob } from '@ringback/shared/jobs/catalog.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { idempotencyHashes } from '../../http/idempotency.ts';
import { missing } from '../../http/missing.ts';
import type { Answer } from '../../http/route.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';
import type { QueueText } from '../../queue/queue-text.ts';
import { createRecipient } from './recipient.ts';
import { refusedOrder } from './refused-order.ts';
import type { SmsFollowupBody } from './sms-followup-body.ts';

export type OrderTextDeps = {
  leads: Pick<Leads, 'find' | 'findByPhone'>;
  campaigns: Pick<Campaigns, 'find'>;
  messages: Pick<Messages, 'plan'>;
  decisions: Pick<Decisions, 'deny'>;
  queueText: QueueText;
  readPhone: ReadPhone;
  hours: { opens: string; closes: string };
  contactCaps: ContactCaps;
  numbers: NumberRules;
  defaultSender: string | null;
  now: Now;
  newId: () => string;
};

type Request = {
  body: SmsFollowupBody;
  idempotencyKey: string | undefined;
  /** The key of ours that asks. */
  keyId: string;
};

/** Writes the intent to text, then nudges a worker. The row counts; a lost nudge costs time only. */
export function createOrderText(deps: OrderTextDeps) {
  const { campaigns, messages, queueText, hours, now, newId } = deps;
  const { findLead, namedLead, phoneOf } = createRecipient(deps, 'texted');

  return async function orderText({ body, idempotencyKey: key, keyId }: Request): Promise<Answer> {
    const at = now();

    // load; a lead that nobody named and whose words are not needed is looked for where the row is written
    const named = await (body.template === undefined ? namedLead(body) : findLead(body));
    const phone = await phoneOf(body, named, at);
    const sender = await senderFor(body.campaign_id);
    const words = wordsOf(body, named);
    const runAt = new Date(Math.max(at.getTime(), body.run_at?.getTime() ?? 0));

    // decide and record
    const order = (lead: LeadRow | null) =>
      messages.plan(
        {
          message_id: newId(),
          to: phone.e164,
          country: phone.country,
          body: words,
          sender,
          run_at: runAt.toISOString(),
          decision: decide(lead, phone.e164, runAt),
          api_key_id: keyId,
          ...(lead ? { lead_id: lead.id } : { as_unknown: true }),
          ...(body.campaign_id ? { campaign_id: body.campaign_id } : {}),
          ...idempotencyHashes({ key, callerId: keyId, kind: 'text' }, body),
        },
        at,
      );
    const first = await order(named);
    const planned = first.result === 'judge_anew' ? await order(first.lead) : first;
    switch (planned.result) {
      case 'planned':
        return answer(202, planned.message);
      case 'merged':
        return answer(202, planned.message, { merged: true });
      case 'replayed':
        return answer(200, planned.message);
      default:
        throw refusedOrder(planned.result);
    }
  };

  async function senderFor(campaignId: string | undefined): Promise<string> {
    const campaign = campaignId === undefined ? null : await campaigns.find(campaignId);
    if (campaignId !== undefined && !campaign) throw missing('campaign_id', 'campaign');
    const sender = campaign?.sender ?? deps.defaultSender;
    if (sender !== null) return sender;
    throw new AppError('conflict', 'No number is set up for texts: TWILIO_FROM is missing.');
  }

  /** Asked for by the operator, who thereby says that the lead agreed; the worker judges again. */
  function decide(lead: LeadRow | null, phone: string, at: Date): Decision {
    const verdict = decideContact({
      channel: 'text',
      kind: 'single',
      lead: lead ?? {},
      phone,
      at,
      consents: [{ channel: 'text', kind: 'operator', at, expiresAt: null, revokedAt: null }],
      suppressions: [],
      touches: [],
      caps: deps.contactCaps,
      numbers: deps.numbers,
      budget: { spentUsd: 0, capUsd: null, resetsAt: null },
      killSwitch: false,
      operator: hours,
      lastInboundAt: null,
    });
    if (verdict.verdict !== 'deny') return askedFor(verdict, at);
    throw new AppError('conflict', verdict.reason, { facts: { rule: verdict.rule } });
  }

  async function answer(
    status: number,
    message: MessageRow,
    more: { merged?: true } = {},
  ): Promise<Answer> {
    const { message_id: messageId, delivery_status, send_at: sendAt, held_reason } = message;
    const waits = delivery_status === 'pending' || delivery_status === 'held';
    const queued = waits ? await queueText(messageId, sendAt) : true;
    const held = delivery_status === 'held' && sendAt !== null;
    return {
      status,
      data: {
        message_id: messageId,
        job_id: smsFollowupJob.id({ messageId }),
        conversation_id: message.conversation_id,
        status: delivery_status,
        queued,
        ...more,
        ...(held ? { held_until: new Date(sendAt).toISOString() } : {}),
        ...(held && held_reason ? { held_reason } : {}),
      },
    };
  }
}

/** A template's gaps are filled here: what is missing is said now, not to the lead. */
function wordsOf({ body, template }: SmsFollowupBody, lead: LeadRow | null): string {
  if (template === undefined) return body ?? '';
  const rendered = render(template, templateValues(lead, null));
  if (rendered.ok && rendered.text !== '') return rendered.text;
  const found = rendered.ok ? 'no words' : `no value for ${rendered.missing.join(', ')}`;
  throw new AppError('invalid_input', 'The template cannot be filled for this lead.', {
    faults: [{ path: 'template', found, expected: 'a fallback, such as {{first_name|there}}' }],
  });
}
