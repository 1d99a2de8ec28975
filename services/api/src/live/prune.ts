import type { Events } from '@ringback/shared/db/live/events.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

type Deps = {
  events: Pick<Events, 'prune'>;
  keepMs: number;
  now: () => Date;
  log: Logger;
  everyMs?: number;
};

const EVERY_MS = 10 * 60_000;
/** Small enough not to block writers. */
const BATCH = 2_000;

/** Deletes events past their retention. If several processes prune, one does at a time. */
export function startPruning({ events, keepMs, now, log, everyMs = EVERY_MS }: Deps) {
  let stopped = false;
  let running: Promise<void> = Promise.resolve();

  async function prune(): Promise<void> {
    try {
      let gone = BATCH;
      while (gone >= BATCH && !stopped) {
        gone = await events.prune(new Date(now().getTime() - keepMs), BATCH);
      }
    } catch (err) {
      log.debug({ err }, 'log not pruned');
    }
  }

  const timer = setInterval(() => {
    running = running.then(prune);
  }, everyMs);
  timer.unref();
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await running;
    },
  };
}
