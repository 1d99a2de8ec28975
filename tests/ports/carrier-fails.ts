import type { Simulator } from '@ringback/simulator/service.ts';

/** What goes wrong with the next request. */
export type CarrierFails = {
  tooBusy: () => void;
  answerLost: () => void;
  brokenAfterTaking: () => void;
  /** Longer than the patience of an impatient provider. */
  slow: () => void;
};

/** How a provider is set up otherwise than usual. */
export type Trouble = 'nobody there' | 'impatient' | 'wrong account';

export function failsOf(simulator: Simulator): CarrierFails {
  const next = (fault: Record<string, number>) => simulator.faults({ rest: fault });
  return {
    tooBusy: () => next({ too_many_requests: 1 }),
    answerLost: () => next({ lose_response_after_accept: 1 }),
    brokenAfterTaking: () => next({ error_500_after_accept: 1 }),
    slow: () => next({ latency_ms: 2_000 }),
  };
}
