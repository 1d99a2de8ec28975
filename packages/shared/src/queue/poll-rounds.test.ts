import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '../runtime/logger.ts';
import { startPollingRounds } from './poll-rounds.ts';
import type { Enqueue } from './producer.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** Processes that share one Redis, as far as a poll needs it. */
function setup(processes: number, due: () => Promise<string[]> = async () => []) {
  let freeAt = 0;
  let looks = 0;
  const queued: string[] = [];
  const redis = {
    set: async (_key: string, _value: string, _unit: string, ms: number) => {
      if (Date.now() < freeAt) return null;
      freeAt = Date.now() + ms;
      return 'OK';
    },
  };
  const enqueue = (async (job: { name: string }) => {
    queued.push(job.name);
    return job.name;
  }) as unknown as Enqueue;
  const running = Array.from({ length: processes }, () =>
    startPollingRounds({
      redis: redis as never,
      prefix: '{test}',
      workDue: () => {
        looks += 1;
        return due();
      },
      enqueue,
      log: createLogger({ service: 'test', level: 'silent' }),
      now: () => new Date(),
      everyMs: 2_000,
    }),
  );
  const stop = () => Promise.all(running.map((one) => one.stop()));
  return { looks: () => looks, queued, stop };
}

describe('polling for due rounds', () => {
  it('is done by one process of many at a time', async () => {
    const { looks, stop } = setup(5);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(looks()).toBe(30);
    await stop();
  });

  it('puts the rounds with work to do in the queue, and nothing else', async () => {
    const { queued, stop } = setup(1, async () => [
      'sweep-texts',
      'check-calls',
      'of-a-newer-build',
    ]);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(queued).toEqual(['check-calls', 'sweep-texts']);
    await stop();
  });

  it('goes on after a failed poll', async () => {
    let tries = 0;
    const { queued, stop } = setup(1, async () => {
      tries += 1;
      if (tries === 1) throw new Error('away');
      return ['sweep-calls'];
    });
    await jest.advanceTimersByTimeAsync(4_000);
    expect(queued).toEqual(['sweep-calls']);
    await stop();
  });
});
