import type { OurNumbers } from '@ringback/shared/db/our-numbers.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  ourNumbers: Pick<OurNumbers, 'know'>;
  numbers: readonly string[];
  log: Logger;
  now: () => Date;
};

const AGAIN_MS = 2_000;

/** Tells the database which numbers are ours. One that is not there yet is told until it is. */
export function tellOurNumbers({ ourNumbers, numbers, log, now }: Deps) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function tryOnce(): Promise<void> {
    if (numbers.length === 0 || stopped) return;
    try {
      await ourNumbers.know(numbers, now());
    } catch (err) {
      log.warn({ err }, 'the database does not know our numbers yet');
      timer = setTimeout(() => void tryOnce(), AGAIN_MS);
      timer.unref();
    }
  }

  return {
    tried: tryOnce(),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
