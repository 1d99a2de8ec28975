import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { keepHeartbeat } from './keep-heartbeat.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

async function setup({ busy = false, away = 0 } = {}) {
  const said: boolean[] = [];
  let left = 0;
  let failing = away;
  const heartbeat = await keepHeartbeat({
    heartbeat: {
      note: async (opens) => {
        failing -= 1;
        if (failing >= 0) throw new Error('away');
        said.push(opens);
      },
      close: async () => {
        left += 1;
      },
    },
    isBusy: () => busy,
    now: () => new Date(),
    log: createLogger({ service: 'test', level: 'silent' }),
  });
  const lose = (beats: number) => {
    failing = beats;
  };
  return { said, left: () => left, heartbeat, lose };
}

describe('the webhook heartbeat', () => {
  it('is written at once, then each second while the system is idle', async () => {
    const { said, heartbeat } = await setup();
    expect(said).toEqual([true]);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(said).toHaveLength(1 + 60);
    await heartbeat.stop();
  });

  it('is written twice a second while the system is at work', async () => {
    const { said, heartbeat } = await setup({ busy: true });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(said).toHaveLength(1 + 120);
    await heartbeat.stop();
  });

  it('starts with the first successful write, and is closed when the process stops', async () => {
    const { said, left, heartbeat } = await setup({ away: 2 });
    await jest.advanceTimersByTimeAsync(3_000);
    expect(said).toEqual([true, false]);
    await heartbeat.stop();
    await jest.advanceTimersByTimeAsync(3_000);
    expect([said.length, left()]).toEqual([2, 1]);
  });

  it('starts again after an outage of seconds, but not after one or two lost writes', async () => {
    const { said, heartbeat, lose } = await setup({ busy: true });
    lose(3);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(said).toEqual([true, false]);
    lose(10);
    await jest.advanceTimersByTimeAsync(6_000);
    expect(said).toEqual([true, false, true, false]);
    await heartbeat.stop();
  });
});
