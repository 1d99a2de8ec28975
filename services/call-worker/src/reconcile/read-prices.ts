import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  calls: Pick<Calls, 'claimPrices' | 'recordPrice'>;
  providerOf: (provider: string) => Pick<CallProvider, 'fetch'>;
  now: Now;
};

/** A few at a time: prices are not urgent, and the carrier's rate limit is shared. */
const BATCH = 5;

/** Asks the carrier for the prices of ended calls; one without a price is asked for again later. */
export function createReadPrices({ calls, providerOf, now }: Deps) {
  return async function readPrices(log: Logger): Promise<void> {
    for (const { id, provider, call_sid: callSid } of await calls.claimPrices(now(), BATCH)) {
      if (!callSid) continue;
      try {
        const priceUsd = (await providerOf(provider).fetch(callSid))?.priceUsd;
        if (typeof priceUsd === 'number') await calls.recordPrice(id, priceUsd, now());
      } catch (err) {
        log.debug({ err, callId: id }, 'the price of a call could not be read');
      }
    }
  };
}
