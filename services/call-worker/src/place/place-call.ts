import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { Caps } from '@ringback/shared/db/calls/dial-calls.ts';
import { callLimits, decideCall } from '@ringback/shared/domain/calls/call-policy.ts';
import { type Ceilings, ceilingsOn } from '@ringback/shared/domain/policy/ceilings.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import { dialable, type NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import { priceOf } from '@ringback/shared/domain/prices/contact-prices.ts';
import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import type { scheduleCall } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { Processor, Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import { type AskAgain, learnClaim } from '@ringback/shared/runtime/ask-again.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { AwaitVoice } from './await-voice.ts';
import { policyInput } from './policy-input.ts';

type Deps = {
  /** What happened is told until it is heard; a claim is asked for until its deadline. */
  calls: Pick<Calls, 'getCase' | 'hold' | 'deny' | 'begin' | 'giveUp' | 'recordDialed' | 'release'>;
  askAgain: AskAgain;
  providerOf: (provider: string) => Pick<CallProvider, 'dial' | 'hangup'>;
  awaitVoice: AwaitVoice;
  /** Who has given no sign of life for so long would not answer the call. */
  signsWithinMs: number;
  settle: (callId: string) => Promise<void>;
  count: (outcome: 'placed' | 'rejected' | 'unavailable' | 'unknown' | 'duplicate') => void;
  operator: OperatorHours;
  caps: Caps;
  /** The most that one lead gets, over calls and texts. */
  contactCaps: ContactCaps;
  numbers: NumberRules;
  ceilings: Ceilings;
  worker: string;
  /** Which number of ours rings. */
  from: string;
  uuid: () => string;
  now: Now;
};

/** From the claim to the latest moment at which the order may leave us. */
const DEADLINE_MS = 8_000;
/** While every line is taken nobody is dialed; half a second later one may be free. */
const FULL_MS = 500;
const MAX_CLAIMS = 8;

/**
 * Dials one call, once: decide, claim with a fence and a deadline, ask the carrier, record. When
 * the carrier's answer is lost the row stays `dialing`: its webhook or the carrier's list settles
 * it. When the database's is lost it is asked again. A telephone never rings twice.
 */
export function createPlaceCall(deps: Deps): Processor<PayloadOf<typeof scheduleCall>> {
  const { calls, providerOf, settle, count, operator, caps, contactCaps, numbers } = deps;
  const { worker, askAgain, uuid, now } = deps;

  return async function placeCall({ callId }, { log, signal }) {
    const found = await calls.getCase(callId, deps.signsWithinMs, now());
    const { call } = found;
    const provider = providerOf(call.provider);
    if (call.status !== 'scheduled' && call.status !== 'held') {
      return { kind: 'skip', reason: `already ${call.status}` };
    }
    if (new Date(call.run_at) > now())
      return waitUntil('calls', new Date(call.run_at), now(), 'not due');

    const at = now();
    const input = policyInput(found, { at, operator, caps: contactCaps, numbers });
    const policy = decideCall(input);
    if (policy.verdict === 'deny') {
      await calls.deny(callId, policy, at);
      return { kind: 'skip', reason: policy.rule };
    }
    if (policy.verdict === 'hold') {
      await calls.hold(callId, policy.until, policy, at);
      return waitUntil('calls', policy.until, at, policy.rule);
    }

    const noVoice = await deps.awaitVoice(callId, found.voice_fault);
    if (noVoice) return noVoice;

    const deadline = new Date(at.getTime() + DEADLINE_MS);
    const order = {
      claim_id: uuid(),
      worker,
      from_number: deps.from,
      deadline_at: deadline.toISOString(),
      open_until: policy.until.toISOString(),
      caps,
      limits: callLimits(input),
      number: dialable(call.to_number, numbers),
      ...ceilingsOn(call.to_number, deps.ceilings),
      minute_usd: priceOf(call.to_number).callMinuteUsd,
      evidence: policy.evidence,
    };
    const claim = await learnClaim(
      {
        begin: () => calls.begin(callId, order, at),
        giveUp: () => calls.giveUp(callId, order.claim_id, now()),
      },
      deadline,
      askAgain,
    );
    switch (claim.verdict) {
      case 'skip':
        return { kind: 'skip', reason: `already ${claim.status}` };
      case 'denied':
        return { kind: 'skip', reason: claim.rule };
      case 'full':
        return { kind: 'throttle', ms: FULL_MS, reason: 'every line is taken' };
      case 'wait':
        return waitUntil('calls', new Date(claim.until), now(), claim.rule);
    }

    // Too late to act: nothing has left us, so the row may simply wait for its next turn.
    if (signal.aborted || now() >= deadline) {
      await calls.release(
        callId,
        claim.fence,
        { status: 'scheduled', runAt: now() },
        'too_late',
        now(),
      );
      return { kind: 'skip', reason: 'lost the lock or the deadline before dialing' };
    }

    const dialed = await provider
      .dial({
        to: call.to_number,
        ...(claim.call.phone_extension ? { extension: claim.call.phone_extension } : {}),
        callId,
        maxSeconds: claim.max_seconds,
      })
      .catch((thrown: unknown) => AppError.from(thrown));
    if (dialed instanceof AppError) return notPlaced(dialed, claim.fence);

    const recorded = await calls.recordDialed(callId, claim.fence, dialed.callSid, now());
    if (recorded === 'duplicate' || recorded === 'late') {
      count('duplicate');
      log.error({ callId, recorded }, 'this call was not ours to place any more, hanging up');
      await provider.hangup(dialed.callSid);
      return { kind: 'skip', reason: recorded };
    }
    count('placed');
    log.info({ callId, callSid: dialed.callSid }, 'call placed');
    return { kind: 'done' };

    async function notPlaced(error: AppError, fence: number): Promise<Verdict> {
      switch (error.code) {
        case 'provider_rejected': {
          count('rejected');
          const reason = `carrier_${error.facts['code'] ?? error.facts['status'] ?? 'refused'}`;
          await calls.release(callId, fence, { status: 'failed' }, reason, now());
          await settle(callId);
          log.warn({ callId, err: error }, 'the carrier refused the call');
          return { kind: 'skip', reason };
        }
        case 'provider_unavailable': {
          count('unavailable');
          if (fence >= MAX_CLAIMS) {
            await calls.release(callId, fence, { status: 'failed' }, 'carrier_unavailable', now());
            await settle(callId);
            return { kind: 'skip', reason: 'the carrier was busy too often' };
          }
          const runAt = new Date(now().getTime() + 1_000 * 2 ** fence);
          await calls.release(callId, fence, { status: 'scheduled', runAt }, 'carrier_busy', now());
          return { kind: 'snooze', until: runAt, reason: 'the carrier is busy' };
        }
        default:
          count('unknown');
          log.warn({ callId, err: error }, 'the carrier may have taken the call, it will be asked');
          return { kind: 'skip', reason: 'outcome unknown' };
      }
    }
  };
}
