import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { createQueueWorld, type QueueWorld, testJob } from './queue-world.ts';

let world: QueueWorld;
beforeEach(() => {
  world = createQueueWorld();
});
afterEach(() => world.stop());

const add = (name: string) => world.producer.enqueue(testJob, { name });
const states = async () => {
  const counts = await world.queue.getJobCounts('waiting', 'delayed', 'failed', 'completed');
  return { failed: counts['failed'], completed: counts['completed'] };
};

describe('running jobs', () => {
  it('leaves nothing behind of what is done or needs no doing', async () => {
    world.run(async ({ name }) =>
      name === 'a' ? { kind: 'done' } : { kind: 'skip', reason: 'no need' },
    );
    await Promise.all([add('a'), add('b')]);
    await world.settled();
    expect(await states()).toEqual({ failed: 0, completed: 0 });
    expect(await world.queue.getJob('test-a')).toBeUndefined();
  });

  it('does the same work once, however often it is asked for', async () => {
    const runs: string[] = [];
    await Promise.all([add('same'), add('same'), add('same')]);
    world.run(async ({ name }) => {
      runs.push(name);
      return { kind: 'done' };
    });
    await world.settled();
    expect(runs).toEqual(['same']);
  });

  it('waits without spending an attempt', async () => {
    const attempts: number[] = [];
    world.run(async (_, { attempt }) => {
      attempts.push(attempt);
      return attempts.length < 4
        ? { kind: 'snooze', until: new Date(Date.now() + 5), reason: 'not yet' }
        : { kind: 'done' };
    });
    await add('later');
    await world.settled();
    expect(attempts).toEqual([1, 1, 1, 1]);
  });

  it('lets the whole queue wait when there is no room, and loses nothing', async () => {
    const done = new Set<string>();
    let full = 2;
    world.run(async ({ name }) => {
      if (full-- > 0) return { kind: 'throttle', ms: 20, reason: 'full' };
      done.add(name);
      return { kind: 'done' };
    });
    await Promise.all(['a', 'b', 'c'].map(add));
    await world.settled();
    expect([...done].sort()).toEqual(['a', 'b', 'c']);
  });

  it('tries again what may pass, three times', async () => {
    let runs = 0;
    world.run(async () => {
      runs += 1;
      throw new AppError('provider_unavailable', 'not now');
    });
    await add('flaky');
    await world.settled();
    expect(runs).toBe(3);
    expect((await world.queue.getFailed()).map((job) => job.failedReason)).toEqual([
      'provider_unavailable',
    ]);
  });

  it('gives up at once on what will not pass', async () => {
    let runs = 0;
    world.run(async () => {
      runs += 1;
      throw new AppError('provider_rejected', 'never');
    });
    await add('hopeless');
    await world.settled();
    expect(runs).toBe(1);
  });

  it('fails a payload that cannot fit without running anything', async () => {
    let runs = 0;
    world.run(async () => {
      runs += 1;
      return { kind: 'done' };
    });
    await world.queue.add('test-job', { name: 42 }, { jobId: 'poison', attempts: 3 });
    await world.settled();
    expect(runs).toBe(0);
    const [dead] = await world.queue.getFailed();
    expect(dead).toMatchObject({ id: 'poison', failedReason: 'invalid_input' });
  });

  it('keeps a vendor’s words out of Redis', async () => {
    world.run(async () => {
      throw new Error('could not call +12025550100 (Ada)');
    });
    await add('secret');
    await world.settled();
    const [dead] = await world.queue.getFailed();
    expect(JSON.stringify(dead?.asJSON())).not.toMatch(/Ada|2025550100/);
  });

  it('starts jobs no faster than the pace', async () => {
    const starts: number[] = [];
    world.run(
      async () => {
        starts.push(performance.now());
        return { kind: 'done' };
      },
      { everyMs: 40 },
    );
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    await world.settled();
    expect(starts).toHaveLength(4);
  });

  it('starts one, and no other before the pace allows it', async () => {
    const starts: string[] = [];
    world.run(
      async ({ name }) => {
        starts.push(name);
        return { kind: 'done' };
      },
      { everyMs: 3_600_000 },
    );
    await Promise.all(['a', 'b', 'c', 'd'].map(add));
    const quiet = await until(
      async () => ({
        counts: await world.queue.getJobCounts('wait', 'prioritized', 'active'),
        restMs: await world.queue.getRateLimitTtl(1),
      }),
      ({ counts, restMs }) => starts.length > 0 && counts['active'] === 0 && restMs > 0,
    );
    expect(starts).toHaveLength(1);
    const { wait = 0, prioritized = 0 } = quiet.counts;
    expect(wait + prioritized).toBe(3);
  });
});

describe('losing the lock', () => {
  it('tells the work to stop', async () => {
    let aborted: Promise<unknown> = Promise.resolve();
    const started = new Promise<void>((resolve) => {
      world.run(
        async (_, { signal, attempt }) => {
          if (attempt > 1 || signal.aborted) return { kind: 'done' };
          aborted = new Promise((stop) => signal.addEventListener('abort', stop, { once: true }));
          resolve();
          await aborted;
          return { kind: 'done' };
        },
        { lockMs: 400 },
      );
    });
    await add('zombie');
    await started;
    await world.connection.del(`${world.prefix}:test-job:test-zombie:lock`);
    await expect(aborted).resolves.toBeDefined();
  });
});

describe('a dead job', () => {
  it('would swallow a new one of its id, and can be given another life', async () => {
    let broken = true;
    const runs: string[] = [];
    world.run(async ({ name }) => {
      if (broken) throw new AppError('provider_rejected', 'never');
      runs.push(name);
      return { kind: 'done' };
    });
    await add('dead');
    await world.settled();
    broken = false;
    await add('dead');
    await world.settled();
    expect(runs).toEqual([]);
    expect(await world.producer.revive(testJob, { name: 'dead' })).toBe(true);
    await world.settled();
    expect(runs).toEqual(['dead']);
    expect(await world.producer.revive(testJob, { name: 'dead' })).toBe(false);
  });
});

describe('the producer', () => {
  it('lets the urgent go first', async () => {
    const order: string[] = [];
    await world.producer.enqueue(testJob, { name: 'low' }, { priority: 'low' });
    await world.producer.enqueue(testJob, { name: 'normal' }, { priority: 'normal' });
    await world.producer.enqueue(testJob, { name: 'high' }, { priority: 'high' });
    const { promise, resolve } = Promise.withResolvers<void>();
    world.run(
      async ({ name }) => {
        order.push(name);
        if (order.length === 3) resolve();
        return { kind: 'done' };
      },
      { everyMs: 5 },
    );
    await promise;
    expect(order).toEqual(['high', 'normal', 'low']);
  });

  it('refuses a payload that does not fit before anything is stored', async () => {
    const tooLong = { name: 'x'.repeat(21) };
    await expect(world.producer.enqueue(testJob, tooLong)).rejects.toThrow();
    expect(await world.queue.count()).toBe(0);
  });
});
