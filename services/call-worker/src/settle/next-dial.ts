import type { CallRow } from '@ringback/shared/db/rows.ts';
import type { Reach } from '@ringback/shared/domain/calls/heard.ts';
import {
  DEFAULT_REDIAL_POLICY,
  type DialEnd,
  redial,
} from '@ringback/shared/domain/calls/redial.ts';
import { callWordsOf } from '@ringback/shared/providers/calls/providers.ts';

/** Whether a call that has ended is dialed again, and when. */
export function nextDial(call: CallRow, reach: Reach, maxDials: number) {
  if (call.direction === 'inbound' && !isOwedACall(call, reach)) {
    return { kind: 'stop' as const, reason: 'reached' as const };
  }
  const { isBadNumber } = callWordsOf(call.provider);
  return redial({
    endedAs: endedAs(call, reach),
    dial: call.dial,
    // The cap per day is judged at the claim, which holds the call until there is room again.
    dialsToday: 0,
    badNumber: call.end_reason !== null && isBadNumber(call.end_reason),
    policy: { ...DEFAULT_REDIAL_POLICY, maxDials },
  });
}

/** Who rang us and heard nothing is rung back; not who hung up at once, or whom nobody can find. */
function isOwedACall(call: CallRow, reach: Reach): boolean {
  return reach.kind === 'unheard' && reach.reason !== 'left_early' && call.lead_id !== null;
}

/** A call's end, in the words of the rule that redials. */
export function endedAs({ status }: CallRow, reach: Reach): DialEnd {
  if (reach.kind === 'machine') return 'voicemail';
  if (reach.kind === 'unheard') return 'unheard';
  switch (status) {
    case 'completed':
    case 'busy':
    case 'no_answer':
    case 'failed':
      return status;
    default:
      return 'canceled';
  }
}
