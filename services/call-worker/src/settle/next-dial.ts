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
    // The daily limit is judged at the claim, which holds the call until it permits one.
    dialsToday: 0,
    badNumber: call.end_reason !== null && isBadNumber(call.end_reason),
    policy: { ...DEFAULT_REDIAL_POLICY, maxDials },
  });
}

/** A caller who heard no audio from us is called back, unless they hung up at once or are no known lead. */
function isOwedACall(call: CallRow, reach: Reach): boolean {
  return reach.kind === 'unheard' && reach.reason !== 'left_early' && call.lead_id !== null;
}

/** A call's end as the input of the redial rule. */
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
