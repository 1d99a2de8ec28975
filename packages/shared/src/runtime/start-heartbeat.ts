import { AppError } from './errors.ts';
import type { Logger } from './logger.ts';

type Options = {
  /** Reports that this process works, or why not. */
  send: () => Promise<void>;
  /** Takes the heartbeat back, so that other processes need not wait until it expires. */
  takeBack: () => Promise<void>;
  log: Logger;
  everyMs?: number;
};

/** Other processes accept a heartbeat for a few of these. */
export const HEARTBEAT_EVERY_MS = 2_000;

/** Sends the heartbeat of this process until it stops. The first one is awaited. */
export async function startHeartbeat({
  send,
  takeBack,
  log,
  everyMs = HEARTBEAT_EVERY_MS,
}: Options) {
  let sending: Promise<void> | null = null;
  let stopped = false;
  const once = () => {
    sending ??= send()
      .catch((thrown: unknown) => log.debug({ err: AppError.from(thrown) }, 'heartbeat not sent'))
      .finally(() => {
        sending = null;
      });
    return sending;
  };
  await once();
  const timer = setInterval(() => void once(), everyMs);
  return {
    /** At once, since something has changed. */
    now: once,
    async stop(): Promise<void> {
      if (stopped) return;
      stopped = true;
      clearInterval(timer);
      await sending;
      await takeBack().catch(() => undefined);
    },
  };
}
