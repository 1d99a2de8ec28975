const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * How one attempt ended, as far as redialing is concerned. `unheard`: picked up, but reached
 * nobody.
 */
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
  /** Times the number of attempts so far, so that the gaps grow. */
  noAnswerAfterMs: number;
  /** Times the number of attempts so far. */
  voicemailAfterMs: number;
  failedAfterMs: number;
  /** The fault was ours: soon enough for the lead to remember, late enough for a repair. */
  unheardAfterMs: number;
  /** Attempts per request, the first one included. */
  maxDials: number;
  /** Attempts per lead and day, over all requests. */
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
  /** Which attempt of this request it was, from 1. */
  dial: number;
  /** All attempts for this lead on its present day, this one included. */
  dialsToday: number;
  /** The carrier reported that the number does not exist or cannot be called. */
  badNumber?: boolean;
  policy?: RedialPolicy;
};

export type Redial =
  | { kind: 'redial'; afterMs: number }
  | {
      kind: 'stop';
      reason: 'reached' | 'canceled' | 'bad_number' | 'dials_spent' | 'day_spent';
    };

/** Whether a call that ended this way is worth another attempt, and how long to wait first. */
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
