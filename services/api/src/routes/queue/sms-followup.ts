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
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { smsFollowup as smsFollowupJob } from '@ringback/shared/jobs/catalog.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { idempotencyHashes, idempotencyHeader } from '../../http/idempotency.ts';
import { missing } from '../../http/missing.ts';
import { type Answer, one } from '../../http/route.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';
import type { QueueText } from '../../queue/queue-text.ts';
import { createRecipient, ownNumber } from './recipient.ts';
import { SmsFollowupBody } from './sms-followup-body.ts';

export type SmsFollowupDeps = {
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

const Accepted = z
  .object({
    message_id: z.uuid(),
    job_id: z.string(),
    conversation_id: z.uuid(),
    status: z.string().openapi({ example: 'pending' }),
    queued: z.boolean().openapi({
      description:
        'Whether a job is in the queue. False: the text is due in more than 15 minutes, or the queue is down; the sweep adds the job.',
    }),
    merged: z.literal(true).optional().openapi({
      description:
        'The same words to this number were due within ten minutes, and neither order had a key: both are this one text.',
    }),
    held_until: z.string().optional(),
    held_reason: z.string().optional().openapi({ example: 'quiet_hours' }),
  })
  .openapi('PlannedText');

/** Writes the intent to text, then nudges a worker. The row counts; a lost nudge costs time only. */
export const smsFollowup = endpoint(
  (now: Now) => ({
    method: 'post',
    path: '/api/queue/sms-followup',
    tag: 'queue',
    summary: 'Text a lead',
    description:
      'Writes the text and queues it. Without an Idempotency-Key, the same words to the same number within ten minutes are one text. Outside the lawful hours of the lead it is held until they begin. Asking for a text states that consent for it exists.',
    access: 'agent',
    headers: idempotencyHeader('The same key again gives the first answer and no second text.'),
    body: SmsFollowupBody(now),
    answers: {
      202: { description: 'Accepted', schema: one(Accepted) },
      200: { description: 'The first answer to this idempotency key', schema: one(Accepted) },
    },
    refusals: [404, 409, 422],
  }),
  (deps: SmsFollowupDeps) => {
    const { campaigns, messages, queueText, hours, now, newId } = deps;
    const { findLead, namedLead, phoneOf } = createRecipient(deps, 'texted');

    return async function smsFollowup({ body, headers }, { caller }) {
      const at = now();
      const key = headers['idempotency-key'];

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
            api_key_id: caller.id,
            ...(lead ? { lead_id: lead.id } : { as_unknown: true }),
            ...(body.campaign_id ? { campaign_id: body.campaign_id } : {}),
            ...idempotencyHashes({ key, callerId: caller.id, kind: 'text' }, body),
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
        case 'judge_anew':
          throw new AppError('internal', 'A named lead is not to be looked for.');
        case 'replayed':
          return answer(200, planned.message);
        case 'key_reused':
          throw new AppError(
            'key_reused',
            'This Idempotency-Key came with another request before.',
          );
        case 'suppressed':
          throw new AppError('suppressed', 'The number is on the do-not-contact list.');
        case 'own_number':
          throw ownNumber();
        case 'no_such_lead':
          throw missing('lead_id', 'lead');
        default:
          return unreachable(planned);
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
  },
);

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
