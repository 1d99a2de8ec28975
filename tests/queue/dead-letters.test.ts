import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createDeadLetters } from '@ringback/shared/queue/dead-letters.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createQueueWorld, type QueueWorld, testJob } from './queue-world.ts';

let world: QueueWorld;
beforeEach(() => {
  world = createQueueWorld();
});
afterEach(() => world.stop());

/** A worker whose failures end when the test says so. */
function startWorker() {
  const ran: string[] = [];
  const state = { isBroken: true };
  world.run(async ({ name }) => {
    ran.push(name);
    if (state.isBroken) throw new AppError('provider_rejected', 'A key is wrong.');
    return { kind: 'done' };
  });
  const mend = () => {
    state.isBroken = false;
  };
  return { ran, mend };
}

async function dead(...names: string[]) {
  for (const name of names) await world.producer.enqueue(testJob, { name });
  await world.settled();
}

describe('a dead job', () => {
  it('is listed with its error code and without anything it carried', async () => {
    const letters = createDeadLetters(world.producer);
    startWorker();
    await dead('one', 'two');
    const listed = await letters.list([testJob], 10);
    expect(listed.map(({ job_id }) => job_id).sort()).toEqual(['test-one', 'test-two']);
    expect(listed[0]).toEqual({
      job_id: expect.any(String),
      queue: 'test-job',
      attempts: 1,
      failure: 'provider_rejected',
      added_at: expect.any(String),
      failed_at: expect.any(String),
    });
    expect(await letters.list([testJob], 1)).toHaveLength(1);
  });

  it('runs once more when it is replayed, and once only however often that is asked', async () => {
    const letters = createDeadLetters(world.producer);
    const worker = startWorker();
    await dead('one');
    worker.mend();
    const asked = await Promise.all(
      Array.from({ length: 5 }, () => letters.replay(testJob, 'test-one')),
    );
    await world.settled();
    expect(asked.filter(Boolean)).toHaveLength(1);
    expect(worker.ran).toEqual(['one', 'one']);
    expect(await letters.list([testJob], 10)).toEqual([]);
  });

  it('is gone when it is forgotten, and its id is free again', async () => {
    const letters = createDeadLetters(world.producer);
    const worker = startWorker();
    await dead('one');
    expect(await letters.forget(testJob, 'test-one')).toBe(true);
    expect(await letters.forget(testJob, 'test-one')).toBe(false);
    worker.mend();
    await dead('one');
    expect(worker.ran).toEqual(['one', 'one']);
  });
});

it('what waits or is not there is neither replayed nor forgotten', async () => {
  const letters = createDeadLetters(world.producer);
  await world.producer.enqueue(testJob, { name: 'alive' });
  for (const id of ['test-alive', 'test-nobody']) {
    expect(await letters.replay(testJob, id)).toBe(false);
    expect(await letters.forget(testJob, id)).toBe(false);
  }
  expect(await world.queue.getJobCounts('waiting', 'failed')).toEqual({ waiting: 1, failed: 0 });
});
