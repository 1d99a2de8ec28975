import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

type Deps = {
  calls: Pick<Calls, 'hold'>;
  now: Now;
};

/** `fault`: what keeps calls from being answered now. Null: a lead who picks up will be talked with. */
export type AwaitVoice = (callId: string, fault: string | null) => Promise<Verdict | null>;

const LOOK_AGAIN_MS = 2_000;
const REASONS: Record<string, string> = {
  api_away: 'No api process is running to answer the carrier.',
  gateway_away: 'No media gateway is running, so the lead would hear nothing.',
};

/** Holds a call while no api, no media gateway or no voice model is available. */
export function createAwaitVoice({ calls, now }: Deps): AwaitVoice {
  return async function awaitVoice(callId, fault) {
    if (fault === null) return null;
    const until = new Date(now().getTime() + LOOK_AGAIN_MS);
    const reason =
      REASONS[fault] ?? 'The voice model takes no calls, so the lead would hear nothing.';
    const decision = { verdict: 'hold' as const, rule: 'voice_away', reason, evidence: { fault } };
    await calls.hold(callId, until, decision, now());
    return { kind: 'snooze', until, reason: `voice_away: ${fault}` };
  };
}
