import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  tell: () => Promise<unknown>;
  /** What the log says each time that it did not get through. */
  failed: string;
  log: Logger;
};

const AGAIN_MS = 2_000;

/** Tells the database something once. One that is not there yet is told again until it is. */
export function keepTelling({ tell, failed, log }: Deps) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function tryOnce(): Promise<void> {
    if (stopped) return;
    try {
      await tell();
    } catch (err) {
      log.warn({ err }, failed);
      timer = setTimeout(() => void tryOnce(), AGAIN_MS);
      timer.unref();
    }
  }

  return {
    /** The first attempt is over. */
    tried: tryOnce(),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
