import { setTimeout as pause } from 'node:timers/promises';

type Deps = {
  /** Polls once and prints what is new; true when the story is at its end. */
  look: () => Promise<boolean>;
  everyMs: number;
  forMs: number;
  signal: AbortSignal;
};

/** Polls until a story ends. False: it has not by then. */
export async function follow({ look, everyMs, forMs, signal }: Deps): Promise<boolean> {
  const endsAt = performance.now() + forMs;
  while (performance.now() < endsAt) {
    if (await look()) return true;
    await pause(everyMs, undefined, { signal });
  }
  return false;
}
