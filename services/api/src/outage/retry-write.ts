import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  write: () => Promise<unknown>;
  /** What is logged after each failed attempt. */
  failed: string;
  log: Logger;
};

const AGAIN_MS = 2_000;

/** Writes something to the database once, and retries while the database is not there yet. */
export function retryWrite({ write, failed, log }: Deps) {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function tryOnce(): Promise<void> {
    if (stopped) return;
    try {
      await write();
    } catch (err) {
      log.warn({ err }, failed);
      timer = setTimeout(() => void tryOnce(), AGAIN_MS);
      timer.unref();
    }
  }

  return {
    /** Resolves after the first attempt. */
    tried: tryOnce(),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
