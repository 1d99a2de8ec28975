import type { ArrivingTexts } from '../db/texts/arriving-texts.ts';
import type { Now } from '../runtime/clock.ts';
import { AppError } from '../runtime/errors.ts';
import type { Others } from './ask-others.ts';
import type { Pace } from './pace.ts';
import type { WaitingText } from './waiting-text.ts';

type Deps = {
  arriving: Pick<ArrivingTexts, 'store'>;
  others: Others | undefined;
  pace: Pick<Pace, 'stored'>;
  /** Ends the wait of one. */
  settle: (one: WaitingText, end: () => void) => void;
  now: Now;
};

/** Stores texts that wait for their place, so that other processes know of them. */
export function createStoreWaiting({ arriving, others, pace, settle, now }: Deps) {
  return async function storeWaiting(some: readonly WaitingText[]): Promise<void> {
    const texts = some.map(({ text }) => text);
    try {
      await arriving.store(texts, now());
      for (const one of some) one.isStored = true;
      // Whoever is not told waits a little longer.
      others?.done(texts.map(({ arrived_at }) => arrived_at)).catch(() => undefined);
      pace.stored(some.map(({ arrivedAtMs }) => performance.now() - arrivedAtMs));
    } catch (thrown) {
      if (some.length === 1 || AppError.from(thrown).code === 'database_unavailable') {
        for (const one of some) settle(one, () => one.reject(thrown));
        return;
      }
      // One that does not fit is to hinder no other.
      for (const one of some) await storeWaiting([one]);
    }
  };
}
