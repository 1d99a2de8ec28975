import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@ringback/shared/runtime/errors.ts';

type Deps = { pause?: () => Promise<unknown> };

const EVERY_MS = 100;
const MOST_WAITING = 100;

/**
 * One at a time and ten a second, for all the world together: who guesses passwords gets nowhere, and
 * who knows one is let in behind them, from whatever address they seem to come.
 */
export function createSlowLane({ pause = () => sleep(EVERY_MS) }: Deps = {}) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  return async function slowLane(): Promise<void> {
    if (waiting >= MOST_WAITING) {
      throw new AppError('too_many_requests', 'Too many try to sign in. Try again in a minute.');
    }
    waiting += 1;
    last = last.then(pause);
    await last;
    waiting -= 1;
  };
}
