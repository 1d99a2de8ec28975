import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { NewCall } from '@ringback/shared/db/calls/plan-calls.ts';
import type { Decision, Decisions } from '@ringback/shared/db/decisions.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { LeadRow } from '@ringback/shared/db/rows.ts';
import { decideCall, operatorConsent } from '@ringback/shared/domain/calls/call-policy.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { askedFor } from '@ringback/shared/domain/policy/asked-for.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import type { NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { idempotencyHashes } from '../../http/idempotency.ts';
import type { Answer } from '../../http/route.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';
import { type CallAnswersDeps, createCallAnswers } from './call-answers.ts';
import { createRecipient } from './recipient.ts';
import { refuseWhatIsNotSetUp } from './refuse-what-is-not-set-up.ts';
import { refusedOrder } from './refused-order.ts';
import type { ScheduleCallBody } from './schedule-call-body.ts';

export type OrderCallDeps = CallAnswersDeps & {
  leads: Pick<Leads, 'find' | 'findByPhone'>;
  calls: Pick<Calls, 'schedule'>;
  decisions: Pick<Decisions, 'deny'>;
  readPhone: ReadPhone;
  hours: { opens: string; closes: string };
  contactCaps: ContactCaps;
  numbers: NumberRules;
  now: () => Date;
  newId: () => string;
};

type Request = {
  body: ScheduleCallBody;
  idempotencyKey: string | undefined;
  /** The key of ours that asks. */
  keyId: string;
};

/** Writes the intent to call, then nudges a worker. The row counts; a lost nudge costs time only. */
export function createOrderCall(deps: OrderCallDeps) {
  const { calls, hours, now, newId } = deps;
  const answers = createCallAnswers(deps);
  const { namedLead, phoneOf } = createRecipient(deps, 'dialed');

  return async function orderCall({ body, idempotencyKey, keyId }: Request): Promise<Answer> {
    const at = now();
    refuseWhatIsNotSetUp(body);

    // load
    const named = await namedLead(body);
    const phone = await phoneOf(body, named, at);
    const runAt = new Date(Math.max(at.getTime(), body.run_at?.getTime() ?? 0));

    // decide and record; a lead that nobody named is looked for where the row is written
    const order = async (lead: LeadRow | null) => {
      const decision = decide(lead, phone.e164, runAt);
      const call = newCall({ body, lead, phone, runAt, decision, idempotencyKey, keyId });
      return { decision, scheduled: await calls.schedule(call, at) };
    };
    const first = await order(named);
    const { decision, scheduled } =
      first.scheduled.result === 'judge_anew' ? await order(first.scheduled.lead) : first;
    switch (scheduled.result) {
      case 'scheduled':
        return answers.scheduled(scheduled.call, decision, at);
      case 'merged':
        return answers.merged(scheduled.call, at);
      case 'replayed':
        return answers.replayed(scheduled.call, at);
      default:
        throw refusedOrder(scheduled.result);
    }
  };

  function decide(lead: LeadRow | null, phone: string, at: Date): Decision {
    const { timezone = null, region = null, postal_code = null } = lead ?? {};
    // Opt-outs and caps are judged under lock, when the row is written and when it is claimed.
    const verdict = decideCall({
      lead: { timezone, region, postal_code },
      phone,
      at,
      operator: hours,
      kind: 'single',
      consents: [operatorConsent(at)],
      suppressions: [],
      touches: [],
      caps: deps.contactCaps,
      numbers: deps.numbers,
      killSwitch: false,
    });
    if (verdict.verdict === 'deny') throw new AppError('undialable', verdict.reason);
    // The row's own hour moves when the call is held; the one in this record stays.
    return askedFor(verdict, at);
  }

  function newCall(parts: {
    body: ScheduleCallBody;
    lead: LeadRow | null;
    phone: Extract<ParsedPhone, { ok: true }>;
    runAt: Date;
    decision: Decision;
    idempotencyKey: string | undefined;
    keyId: string;
  }): NewCall {
    const { body, lead, phone, runAt, decision, idempotencyKey, keyId } = parts;
    return {
      id: newId(),
      to: phone.e164,
      ...(phone.extension ? { extension: phone.extension } : {}),
      country: phone.country,
      provider: body.provider,
      voice: body.voice,
      priority: body.priority,
      run_at: runAt.toISOString(),
      metadata: body.metadata ?? {},
      origin: 'api',
      api_key_id: keyId,
      decision,
      ...(lead ? { lead_id: lead.id } : { as_unknown: true }),
      ...(body.agent_id ? { agent_id: body.agent_id } : {}),
      ...(body.message ? { message: body.message } : {}),
      ...(body.campaign_id ? { campaign_id: body.campaign_id } : {}),
      ...idempotencyHashes({ key: idempotencyKey, callerId: keyId, kind: 'call' }, body),
    };
  }
}
