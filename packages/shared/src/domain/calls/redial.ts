const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How one dial ended, as far as dialing again is concerned. `unheard`: picked up in vain. */
export type DialEnd =
  | 'completed'
  | 'busy'
  | 'no_answer'
  | 'failed'
  | 'canceled'
  | 'voicemail'
  | 'unheard';

export type RedialPolicy = {
  busyAfterMs: number;
  /** Times the number of dials so far, so that the gaps grow. */
  noAnswerAfterMs: number;
  /** Times the number of dials so far. */
  voicemailAfterMs: number;
  failedAfterMs: number;
  /** The fault was ours: soon enough to be remembered, late enough for it to be mended. */
  unheardAfterMs: number;
  /** Dials per request, the first one included. */
  maxDials: number;
  /** Dials per lead and day, over all requests. */
  maxDialsPerDay: number;
};

export const DEFAULT_REDIAL_POLICY: RedialPolicy = {
  busyAfterMs: 10 * MINUTE,
  noAnswerAfterMs: 2 * HOUR,
  voicemailAfterMs: 4 * HOUR,
  failedAfterMs: 15 * MINUTE,
  unheardAfterMs: 15 * MINUTE,
  maxDials: 3,
  maxDialsPerDay: 3,
};

export type EndedDial = {
  endedAs: DialEnd;
  /** Which dial of this request it was, from 1. */
  dial: number;
  /** All dials to this lead on its present day, this one included. */
  dialsToday: number;
  /** The carrier said that the number does not exist or cannot be rung. */
  badNumber?: boolean;
  policy?: RedialPolicy;
};

export type Redial =
  | { kind: 'redial'; afterMs: number }
  | {
      kind: 'stop';
      reason: 'reached' | 'canceled' | 'bad_number' | 'dials_spent' | 'day_spent';
    };

/** Whether a call that ended this way is worth another dial, and how long to wait first. */
export function redial(ended: EndedDial): Redial {
  const { endedAs, dial, dialsToday, badNumber, policy = DEFAULT_REDIAL_POLICY } = ended;
  if (endedAs === 'completed') return { kind: 'stop', reason: 'reached' };
  if (endedAs === 'canceled') return { kind: 'stop', reason: 'canceled' };
  if (badNumber) return { kind: 'stop', reason: 'bad_number' };
  if (dial >= policy.maxDials) return { kind: 'stop', reason: 'dials_spent' };
  if (dialsToday >= policy.maxDialsPerDay) return { kind: 'stop', reason: 'day_spent' };
  return { kind: 'redial', afterMs: waitMs(endedAs, dial, policy) };
}

function waitMs(
  endedAs: Exclude<DialEnd, 'completed' | 'canceled'>,
  dial: number,
  policy: RedialPolicy,
): number {
  switch (endedAs) {
    case 'busy':
      return policy.busyAfterMs;
    case 'no_answer':
      return policy.noAnswerAfterMs * dial;
    case 'voicemail':
      return policy.voicemailAfterMs * dial;
    case 'failed':
      return policy.failedAfterMs;
    case 'unheard':
      return policy.unheardAfterMs;
  }
}
