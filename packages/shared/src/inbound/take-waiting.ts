import { ownNumberError } from '../db/own-number.ts';
import type { ArrivingTexts, TakenIn } from '../db/texts/arriving-texts.ts';
import type { Now } from '../runtime/clock.ts';
import { AppError } from '../runtime/errors.ts';
import type { Pace } from './pace.ts';
import type { WaitingText } from './waiting-text.ts';

type Deps = {
  arriving: Pick<ArrivingTexts, 'takeIn'>;
  pace: Pick<Pace, 'taken'>;
  /** Ends the wait of one. */
  settle: (one: WaitingText, end: () => void) => void;
  now: Now;
};

const MOST_TRIES = 3;
const RETRY_MS = 150;

/** Takes in texts whose turn it is, with all consequences, and tells each how it went. */
export function createTakeWaiting({ arriving, pace, settle, now }: Deps) {
  return async function takeWaiting(some: readonly WaitingText[]): Promise<void> {
    const begunAtMs = performance.now();
    try {
      const taken = await arriving.takeIn(
        some.map(({ text }) => text),
        now(),
      );
      const resultOf = new Map(taken.map((one) => [one.message_id, one]));
      for (const one of some) conclude(one, resultOf.get(one.text.message_id));
    } catch (thrown) {
      // Stored it is; a sweep takes it in, should nobody tell us of it again.
      for (const one of some) settle(one, () => one.reject(thrown));
    } finally {
      pace.taken(some.length, performance.now() - begunAtMs);
    }
  };

  function conclude(one: WaitingText, taken: TakenIn | undefined): void {
    // `gone`: another process took it in turn, and it did not fit.
    const result = taken?.result ?? 'gone';
    if (taken && (taken.result === 'recorded' || taken.result === 'repeated')) {
      settle(one, () => one.resolve(taken));
    } else if (result === 'own_number') {
      settle(one, () => one.reject(ownNumberError()));
    } else if (result === 'failed' && one.tries < MOST_TRIES) {
      one.tries += 1;
      one.notBeforeMs = performance.now() + RETRY_MS * one.tries;
    } else {
      const sqlstate = taken && 'sqlstate' in taken ? taken.sqlstate : '22000';
      settle(one, () => one.reject(notTaken(sqlstate)));
    }
  }
}

const notTaken = (sqlstate: string) =>
  new AppError('internal', 'A text could not be taken in.', { facts: { sqlstate } });
