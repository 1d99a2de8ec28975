import type { CallCase, Calls } from '@ringback/shared/db/calls/calls.ts';
import type { Caps } from '@ringback/shared/db/calls/dial-calls.ts';
import { type CallPolicyInput, decideCall } from '@ringback/shared/domain/calls/call-policy.ts';
import type { Ceilings } from '@ringback/shared/domain/policy/ceilings.ts';
import type { ContactCaps } from '@ringback/shared/domain/policy/contact-input.ts';
import type { NumberRules } from '@ringback/shared/domain/policy/judge-number.ts';
import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import type { scheduleCall } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { Processor, Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import { type AskAgain, learnClaim } from '@ringback/shared/runtime/ask-again.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { AwaitVoice } from './await-voice.ts';
import { callClaim } from './call-claim.ts';
import { notClaimed } from './not-claimed.ts';
import { createNotPlaced } from './not-placed.ts';
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

type Ready = {
  input: CallPolicyInput;
  allowed: { until: Date; evidence: Record<string, unknown> };
};

/**
 * Dials one call, once: decide, claim with a fence and a deadline, ask the carrier, record. When
 * the carrier's answer is lost the row stays `dialing`: its webhook or the carrier's list settles
 * it. When the database's is lost it is asked again. A telephone never rings twice.
 */
export function createPlaceCall(deps: Deps): Processor<PayloadOf<typeof scheduleCall>> {
  const { calls, providerOf, now } = deps;
  const notPlaced = createNotPlaced(deps);

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
    const ready = await judge(found, at);
    if ('kind' in ready) return ready;

    const deadline = new Date(at.getTime() + DEADLINE_MS);
    const claim = await claimCall(callId, ready, deadline, at);
    if (claim.verdict !== 'go') return notClaimed(claim, now());

    const { fence } = claim;
    // Too late to act: nothing has left us, so the row may simply wait for its next turn.
    if (signal.aborted || now() >= deadline) {
      const again = { status: 'scheduled', runAt: now() } as const;
      await calls.release(callId, fence, again, 'too_late', now());
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
    if (dialed instanceof AppError) return notPlaced(dialed, { callId, fence }, log);
    return record(dialed.callSid, { callId, fence }, provider, log);
  };

  /** Until when the call may be placed, and why; or what happens instead, which is on record then. */
  async function judge(found: CallCase, at: Date): Promise<Ready | Verdict> {
    const { id } = found.call;
    const { operator, contactCaps, numbers } = deps;
    const input = policyInput(found, { at, operator, caps: contactCaps, numbers });
    const policy = decideCall(input);
    if (policy.verdict === 'deny') {
      await calls.deny(id, policy, at);
      return { kind: 'skip', reason: policy.rule };
    }
    if (policy.verdict === 'hold') {
      await calls.hold(id, policy.until, policy, at);
      return waitUntil('calls', policy.until, at, policy.rule);
    }
    const noVoice = await deps.awaitVoice(id, found.voice_fault);
    return noVoice ?? { input, allowed: policy };
  }

  function claimCall(callId: string, { input, allowed }: Ready, deadline: Date, at: Date) {
    const claimId = deps.uuid();
    const order = callClaim(input, allowed, { ...deps, claimId, deadline });
    const attempt = {
      begin: () => calls.begin(callId, order, at),
      giveUp: () => calls.giveUp(callId, claimId, now()),
    };
    return learnClaim(attempt, deadline, deps.askAgain);
  }

  async function record(
    callSid: string,
    { callId, fence }: { callId: string; fence: number },
    provider: Pick<CallProvider, 'hangup'>,
    log: Logger,
  ): Promise<Verdict> {
    const recorded = await calls.recordDialed(callId, fence, callSid, now());
    if (recorded === 'duplicate' || recorded === 'late') {
      deps.count('duplicate');
      log.error({ callId, recorded }, 'this call was not ours to place any more, hanging up');
      await provider.hangup(callSid);
      return { kind: 'skip', reason: recorded };
    }
    deps.count('placed');
    log.info({ callId, callSid }, 'call placed');
    return { kind: 'done' };
  }
}
