import type { Redis } from 'ioredis';
import { JOBS } from '../jobs/catalog.ts';
import type { Now } from '../runtime/clock.ts';
import { AppError } from '../runtime/errors.ts';
import type { Logger } from '../runtime/logger.ts';
import type { Enqueue } from './producer.ts';

type Deps = {
  redis: Pick<Redis, 'set'>;
  prefix: string;
  /** The names of the rounds that have work to do. */
  workDue: (now: Date) => Promise<string[]>;
  enqueue: Enqueue;
  log: Logger;
  now: Now;
  everyMs?: number;
};

const ROUNDS = JOBS.filter(({ schedule }) => schedule?.whenDue);

const EVERY_MS = 3_000;

/**
 * Polls which rounds have work to do, in one query for all of them, and puts those in the queue.
 * Every process that runs this takes part; one of them polls at a time, so that many processes
 * query no more than one does.
 */
export function startPollingRounds(deps: Deps) {
  const { redis, prefix, workDue, enqueue, log, now, everyMs = EVERY_MS } = deps;

  async function look(): Promise<void> {
    // A little shorter than the pause, or the process that polled last would come too early each
    // time.
    const mine = await redis.set(`${prefix}:looked`, '1', 'PX', Math.ceil(everyMs * 0.9), 'NX');
    if (mine === null) return;
    const due = new Set(await workDue(now()));
    for (const round of ROUNDS.filter(({ name }) => due.has(name))) {
      await enqueue(round, round.schedule?.payload, { forgetFailure: true });
    }
  }

  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = look().catch((thrown: unknown) =>
      log.debug({ err: AppError.from(thrown) }, 'could not poll for due rounds'),
    );
  }, everyMs);
  timer.unref();

  return {
    async stop(): Promise<void> {
      clearInterval(timer);
      await looking;
    },
  };
}
