import { AppError } from './errors.ts';
import type { Logger } from './logger.ts';

type Options = {
  /** Says that this process is at work, or why not. */
  tell: () => Promise<void>;
  /** Takes it back, so that nobody waits for the sign to grow old. */
  takeBack: () => Promise<void>;
  log: Logger;
  everyMs?: number;
};

/** Others believe a sign for a few of these. */
export const SIGN_EVERY_MS = 2_000;

/** Says again and again that this process is at work, until it stops. The first time is waited for. */
export async function showLife({ tell, takeBack, log, everyMs = SIGN_EVERY_MS }: Options) {
  let telling: Promise<void> | null = null;
  let stopped = false;
  const once = () => {
    telling ??= tell()
      .catch((thrown: unknown) =>
        log.debug({ err: AppError.from(thrown) }, 'no sign of life given'),
      )
      .finally(() => {
        telling = null;
      });
    return telling;
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
      await telling;
      await takeBack().catch(() => undefined);
    },
  };
}
