import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import { type Reach, voiceOf } from '@ringback/shared/domain/calls/heard.ts';
import { heardOf } from './call-reach.ts';
import { endedAs, type nextDial } from './next-dial.ts';

type Facts = Awaited<ReturnType<Calls['toSettle']>>['heard'];

type Ended = {
  call: CallRow;
  facts: Facts;
  reach: Reach;
  next: ReturnType<typeof nextDial>;
  /** After so many calls in a row in which nobody heard us dialing rests; then one call tries. */
  voice: { restsAfter: number; pauseSeconds: number };
};

const PERSON =
  'The lead picked up and heard nothing of us, and no further dial is left. Call in person.';

/** What is written about a call that has ended, beside the row of its next dial. */
export function settlement({ call, facts, reach, next, voice }: Ended) {
  const heard = voiceOf(reach, heardOf(facts));
  return {
    reason:
      next.kind === 'redial'
        ? `The call ended as ${endedAs(call, reach)}; it is tried again.`
        : 'No further dial.',
    stop_reason: next.kind === 'stop' ? next.reason : undefined,
    reached: reach.kind === 'not_picked_up' ? null : reach.kind === 'reached',
    judged_on: facts,
    ...(reach.kind === 'unheard' && { silence_reason: reach.reason }),
    ...(reach.kind === 'unheard' && next.kind === 'stop' && { person: PERSON }),
    ...(heard !== null && {
      voice: { heard, rests_after: voice.restsAfter, pause_seconds: voice.pauseSeconds },
    }),
  };
}
