import type { Now } from '../runtime/clock.ts';
import type { Backlog } from './backlog.ts';
import type { Processor } from './run-worker.ts';

type Deps = { news: Pick<Backlog, 'size'>; now: Now };

/** The api tells what waits within a quarter of a minute of the database's return. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Lets a job that contacts somebody wait for the news that waits to be told. While the database was
 * away a lead may have written STOP, and the carrier was thanked for it: a worker that finds the
 * database back before the api does must not be quicker than the lead's own word.
 */
export function behindNews<P>(process: Processor<P>, { news, now }: Deps): Processor<P> {
  return async (payload, context) => {
    if ((await news.size()) === 0) return process(payload, context);
    const until = new Date(now().getTime() + LOOK_AGAIN_MS);
    return { kind: 'snooze', until, reason: 'news waits to be told' };
  };
}
