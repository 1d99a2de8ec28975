import type { Now } from '../runtime/clock.ts';
import type { Backlog } from './backlog.ts';
import type { Processor } from './run-worker.ts';

type Deps = { events: Pick<Backlog, 'size'>; now: Now };

/** The api records waiting events within 15 seconds of the database's return. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Lets a job that contacts a lead wait for the carrier events that were not recorded yet. During a
 * database outage a lead may have written STOP, and the carrier got its answer: a worker that finds
 * the database available before the api does must not act before that text is recorded.
 */
export function waitForEvents<P>(process: Processor<P>, { events, now }: Deps): Processor<P> {
  return async (payload, context) => {
    if ((await events.size()) === 0) return process(payload, context);
    const until = new Date(now().getTime() + LOOK_AGAIN_MS);
    return { kind: 'snooze', until, reason: 'carrier events wait to be recorded' };
  };
}
