import type { HeardFacts } from '@ringback/shared/db/calls/call-sound.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import {
  type Heard,
  hasHeardUs,
  type Reach,
  reachOf,
} from '@ringback/shared/domain/calls/heard.ts';
import { callWordsOf } from '@ringback/shared/providers/calls/providers.ts';

/** The gateway reports what was heard a moment after the call; a crashed one never reports. */
const REPORT_MS = 20_000;

/** Whether the lead was reached by a call that has ended. */
export function callReach(call: CallRow, facts: HeardFacts): Reach {
  const { isMachine, hasOwnVoice } = callWordsOf(call.provider);
  return reachOf({
    ...heardOf(facts),
    pickedUp: call.status === 'completed',
    isMachine: call.answered_by !== null && isMachine(call.answered_by),
    isOthersVoice: hasOwnVoice,
    silenceReason: call.silence_reason,
    openSeconds: openSeconds(call),
  });
}

export function heardOf(facts: HeardFacts): Heard {
  return {
    agentMs: facts.agent_ms,
    leadMs: facts.lead_ms,
    agentWords: facts.agent_words,
    leadWords: facts.lead_words,
  };
}

/** Whether to wait: the gateway's pending report may decide. */
export function isUnreported(call: CallRow, facts: HeardFacts, now: Date): boolean {
  if (call.stream_open_since === null || call.ended_at === null) return false;
  if (hasHeardUs(heardOf(facts))) return false;
  return now.getTime() - Date.parse(call.ended_at) < REPORT_MS;
}

function openSeconds({
  duration_seconds: reported,
  answered_at,
  ended_at,
}: CallRow): number | null {
  if (answered_at === null || ended_at === null) return reported;
  const ours = (Date.parse(ended_at) - Date.parse(answered_at)) / 1000;
  // The carrier counts whole seconds, rounded up.
  return reported === null ? ours : Math.min(reported, ours);
}
