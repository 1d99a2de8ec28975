import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createQueueWorld, type QueueWorld, testJob } from './queue-world.ts';

let world: QueueWorld;
beforeEach(() => {
  world = createQueueWorld();
});
afterEach(() => world.stop());

describe('hastening a job', () => {
  it('that sleeps in the queue runs it now', async () => {
    const ran = Promise.withResolvers<string>();
    world.run(async ({ name }) => {
      ran.resolve(name);
      return { kind: 'done' };
    });
    await world.producer.enqueue(testJob, { name: 'asleep' }, { delayMs: 600_000 });
    expect(await world.producer.hasten(testJob, { name: 'asleep' })).toBe(true);
    expect(await ran.promise).toBe('asleep');
  });

  it('that is not there, or waits already, changes nothing', async () => {
    expect(await world.producer.hasten(testJob, { name: 'nobody' })).toBe(false);
    await world.producer.enqueue(testJob, { name: 'awake' });
    expect(await world.producer.hasten(testJob, { name: 'awake' })).toBe(false);
    expect(await world.queue.getJobCounts('waiting', 'delayed')).toEqual({
      waiting: 1,
      delayed: 0,
    });
  });
});
