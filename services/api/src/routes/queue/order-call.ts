import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { NewCall } from '@ringback/shared/db/calls/plan-calls.ts';
import type { Decision, Decisions } from '@ringback/shared/db/decisions.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { CallRow, LeadRow } from '@ringback/shared/db/rows.ts';
import { decideCall, operatorConsent } from '@ringback/shared/domain/calls/call-policy.ts';
import { isNear } from '@ringback/shared/domain/near.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { askedFor } from '@ringback/shared/domain/policy/asked-for.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import type { NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { scheduleCall as scheduleCallJob } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { HttpError } from '../../http/http-error.ts';
import { idempotencyHashes } from '../../http/idempotency.ts';
import { missing } from '../../http/missing.ts';
import type { Answer } from '../../http/route.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';
import { createRecipient, ownNumber } from './recipient.ts';
import type { ScheduleCallBody } from './schedule-call-body.ts';

export type OrderCallDeps = {
  leads: Pick<Leads, 'find' | 'findByPhone'>;
  calls: Pick<Calls, 'schedule'>;
  decisions: Pick<Decisions, 'deny' | 'firstOfCall'>;
  enqueue: Enqueue;
  readPhone: ReadPhone;
  hours: { opens: string; closes: string };
  contactCaps: ContactCaps;
  numbers: NumberRules;
  log: Logger;
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
  const { calls, decisions, enqueue, hours, log, now, newId } = deps;
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
        return answer(202, scheduled.call, decision, await nudge(scheduled.call, at));
      case 'judge_anew':
        throw new AppError('internal', 'A named lead is not to be looked for.');
      case 'merged':
        return merged(scheduled.call, at);
      case 'replayed':
        return replay(scheduled.call, at);
      case 'key_reused':
        throw new AppError('key_reused', 'This Idempotency-Key came with another request before.');
      case 'suppressed':
        throw new AppError('suppressed', 'The number is on the do-not-contact list.');
      case 'own_number':
        throw ownNumber();
      case 'no_such_lead':
        throw missing('lead_id', 'lead');
      case 'no_such_agent':
        throw missing('agent_id', 'agent');
      default:
        return unreachable(scheduled);
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

  /** True if a job is in the queue now. */
  async function nudge(call: CallRow, at: Date): Promise<boolean> {
    const dueAt = new Date(call.run_at);
    if (!isNear('orders', dueAt, at)) return false;
    const delayMs = dueAt.getTime() - at.getTime();
    try {
      await enqueue(scheduleCallJob, { callId: call.id }, { delayMs, priority: call.priority });
      return true;
    } catch (err) {
      log.warn({ err, callId: call.id }, 'call accepted without its job');
      return false;
    }
  }

  /** The order is one with an earlier one: its call is named, as it stands now. */
  async function merged(call: CallRow, at: Date): Promise<Answer> {
    const waits = call.status === 'scheduled' || call.status === 'held';
    const held = call.status === 'held';
    return {
      status: 202,
      data: {
        call_id: call.id,
        job_id: scheduleCallJob.id({ callId: call.id }),
        status: call.status,
        queued: waits ? await nudge(call, at) : true,
        merged: true,
        ...(held ? { held_until: new Date(call.run_at).toISOString() } : {}),
        ...(held && call.held_reason ? { held_reason: call.held_reason } : {}),
      },
    };
  }

  /** What was said first stands in the first decision; the call itself may have moved on. */
  async function replay(call: CallRow, at: Date): Promise<Answer> {
    const waits = call.status === 'scheduled' || call.status === 'held';
    const [first, queued] = await Promise.all([
      decisions.firstOfCall(call.id),
      waits ? nudge(call, at) : true,
    ]);
    const decision: Decision = {
      verdict: first?.verdict ?? 'allow',
      rule: first?.rule ?? '',
      reason: first?.reason ?? '',
      ...(first?.hold_until ? { hold_until: first.hold_until } : {}),
    };
    return answer(200, call, decision, queued);
  }
}

function answer(status: number, call: CallRow, decision: Decision, queued: boolean): Answer {
  const held = decision.verdict === 'hold';
  return {
    status,
    data: {
      call_id: call.id,
      job_id: scheduleCallJob.id({ callId: call.id }),
      status: held ? 'held' : 'scheduled',
      queued,
      ...(held && decision.hold_until
        ? { held_until: new Date(decision.hold_until).toISOString(), held_reason: decision.rule }
        : {}),
    },
  };
}

function refuseWhatIsNotSetUp({ provider, voice }: ScheduleCallBody): void {
  const faults = [];
  if (provider === 'retell') {
    const expected =
      '"twilio"; "retell" needs RETELL_API_KEY and a build that carries its adapter, and dials no extension';
    faults.push({ path: 'provider', found: '"retell"', expected });
  }
  if (voice === 'elevenlabs') {
    const expected =
      '"openai"; "elevenlabs" needs ELEVENLABS_API_KEY and a build that carries its adapter';
    faults.push({ path: 'voice', found: '"elevenlabs"', expected });
  }
  if (faults.length > 0) {
    throw new HttpError(422, 'invalid_input', 'What the call is to use is not set up here.', {
      faults,
    });
  }
}
