import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { runSchedule } from '@ringback/shared/queue/run-schedule.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { pino } from 'pino';
import { createQueueWorld, type QueueWorld, testJob } from './queue-world.ts';

let world: QueueWorld;
beforeEach(() => {
  world = createQueueWorld();
});
afterEach(() => world.stop());

it('goes on after a round that failed, and leaves no remains of it', async () => {
  let rounds = 0;
  world.run(async () => {
    rounds += 1;
    if (rounds === 1) throw new AppError('conflict', 'This round cannot be.');
    return { kind: 'done' };
  });
  const { enqueue } = world.producer;
  const log = pino({ enabled: false });
  const schedule = runSchedule(testJob, { name: 'round' }, 10, { enqueue, log });
  try {
    await until(
      async () => rounds,
      (count) => count >= 3,
      10_000,
    );
  } finally {
    schedule.stop();
  }
  await world.settled();
  expect(await world.queue.getJobCounts('failed')).toEqual({ failed: 0 });
});
