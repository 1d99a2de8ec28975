import { setTimeout as sleep } from 'node:timers/promises';
import type { Now } from './clock.ts';
import { AppError } from './errors.ts';

type Deps = {
  now: Now;
  /** Aborted when the process stops: from then on each request is made once. */
  stopping: AbortSignal;
  pause?: (ms: number) => Promise<unknown>;
};

export type AskAgain = <T>(ask: () => Promise<T>, until?: Date) => Promise<T>;

const FIRST_MS = 100;
const LONGEST_MS = 2_000;

/**
 * Retries a request to the database until it answers, or until there is no time left. Only for
 * requests that may be repeated: the first one may have arrived, and only its answer was lost.
 */
export function createAskAgain({ now, stopping, pause = sleep }: Deps): AskAgain {
  return async (ask, until) => {
    for (let waitMs = FIRST_MS; ; waitMs = Math.min(LONGEST_MS, waitMs * 2)) {
      try {
        return await ask();
      } catch (thrown) {
        const hasTime = until === undefined || now().getTime() + waitMs < until.getTime();
        const isAway = AppError.from(thrown).code === 'database_unavailable';
        if (!isAway || !hasTime || stopping.aborted) throw thrown;
      }
      await pause(waitMs);
    }
  };
}

type Verb = (...args: never[]) => Promise<unknown>;
type Verbs<T> = { [Name in keyof T]: T[Name] extends Verb ? Name : never }[keyof T];

/** The same repository, but these of its functions are retried until the database answers. */
export function patient<T extends object>(
  repository: T,
  names: readonly Verbs<T>[],
  askAgain: AskAgain,
): T {
  const verbs = names.map((name) => {
    const verb = repository[name] as unknown as (...args: unknown[]) => Promise<unknown>;
    return [name, (...args: unknown[]) => askAgain(() => verb(...args))] as const;
  });
  return { ...repository, ...Object.fromEntries(verbs) };
}

/**
 * A claim, however often its answer gets lost before the deadline. After the deadline, or after any
 * other failure, the claim is given up before the failure is thrown: no unknown claim may stay
 * behind.
 */
export async function learnClaim<T>(
  { begin, giveUp }: { begin: () => Promise<T>; giveUp: () => Promise<unknown> },
  deadline: Date,
  askAgain: AskAgain,
): Promise<T> {
  try {
    return await askAgain(begin, deadline);
  } catch (thrown) {
    await askAgain(giveUp);
    throw thrown;
  }
}
