import type { FaultsUpdate } from '@ringback/simulator/faults.ts';
import type { Simulator } from '@ringback/simulator/service.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import type { QueueFaults } from './adversarial-queue.ts';
import type { Tally } from './tally.ts';

/** Shares of jobs that are lost, doubled or late. */
export const QUEUE_TROUBLE: QueueFaults = { drop: 0.05, twice: 0.1, late: 0.2, latestMs: 12_000 };

/** The share of writes around which a process dies. */
export const CRASH = 0.012;

const USUAL_429 = 0.02;
const STORM_429 = 0.9;
const STORM_MS = 10 * 60_000;
const DAY_MS = 86_400_000;
/** In the middle of everybody's day, when most is sent. */
const STORM_AT_MS = 15 * 3_600_000;

/** What the vendors do to us all the time. */
const VENDOR_TROUBLE: FaultsUpdate = {
  rest: {
    lose_response_after_accept: 0.03,
    error_500_after_accept: 0.02,
    error_500_before: 0.02,
    too_many_requests: USUAL_429,
  },
  callbacks: { duplicate: 0.1, reorder: 0.1, drop: 0.05, delay_ms: 700, late_ms: 4_000 },
  texts: {
    messages_per_second: 1,
    undelivered: 0.02,
    no_receipt: 0.05,
    inbound_drop: 0.08,
    inbound_duplicate: 0.1,
    inbound_delay_ms: 900,
  },
  responses: {
    refusal: 0.015,
    incomplete: 0.01,
    half_json: 0.02,
    wrong_enum: 0.015,
    invented_quote: 0.03,
    injection_victim: 0.5,
    overlong: 0.015,
    rate_limited: 0.01,
  },
};

/** The usual trouble, and every other day ten minutes in which the carrier takes next to nothing. */
export function makeTrouble(
  simulator: Pick<Simulator, 'faults'>,
  { clock, days, tally }: { clock: VirtualClock; days: number; tally: Tally },
): void {
  simulator.faults(VENDOR_TROUBLE);
  for (let day = 1; day < days; day += 2) {
    clock.after(day * DAY_MS + STORM_AT_MS, () => {
      tally.count('storm of 429');
      simulator.faults({ rest: { too_many_requests: STORM_429 } });
      clock.after(STORM_MS, () => simulator.faults({ rest: { too_many_requests: USUAL_429 } }));
    });
  }
}
