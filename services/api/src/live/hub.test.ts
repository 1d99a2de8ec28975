import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { createHub, LIVE_TIMING } from './hub.ts';
import { createLiveMetrics } from './live-metrics.ts';
import type { LiveStream } from './stream.ts';

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

/**
 * Streams of some callers, and a database that knows the permissions and takes a while to answer.
 */
function setup(callers: string[], answerMs = 0, take = async () => true) {
  const open = new Set(callers);
  const asked: string[][] = [];
  let isAway = false;
  const hub = createHub({
    findLead: async () => null,
    activeLeads: { set: async () => undefined, drop: async () => undefined },
    async readOpenPasses(ids) {
      asked.push(ids);
      if (isAway) throw new Error('away');
      const answer = new Set(ids.filter((id) => open.has(id)));
      await new Promise((resolve) => setTimeout(resolve, answerMs));
      return answer;
    },
    places: { take, keep: async () => undefined, leave: async () => undefined },
    maxPerPerson: 3,
    timing: LIVE_TIMING,
    metrics: createLiveMetrics(createMetrics('test')),
    random: () => 0,
    log: createLogger({ service: 'test', level: 'silent' }),
  });
  const closed: string[] = [];
  for (const [n, callerId] of callers.entries()) {
    const stream: Pick<LiveStream, 'open' | 'beat' | 'close'> = {
      open: () => true,
      beat: () => undefined,
      close: (reason) => void closed.push(`${callerId}: ${reason}`),
    };
    hub.seat(
      { streamId: `s${n}`, personId: callerId, callerId, leadId: null },
      stream as LiveStream,
    );
  }
  return {
    hub,
    open,
    asked,
    closed,
    goAway: () => {
      isAway = true;
    },
  };
}

describe('a listener that has lost its permission', () => {
  it('receives nothing after ten seconds, even with a slow database', async () => {
    const { hub, open, closed } = setup(['key', 'session'], 4_900);
    await jest.advanceTimersByTimeAsync(1);
    open.delete('session');
    await jest.advanceTimersByTimeAsync(10_000);
    expect(closed).toEqual(['session: unauthorized']);
    hub.stop();
  });

  it('is found by one query for all listeners', async () => {
    const { hub, asked } = setup(['key', 'key', 'session']);
    await jest.advanceTimersByTimeAsync(LIVE_TIMING.recheckMs);
    expect(asked).toEqual([['key', 'session']]);
    hub.stop();
  });

  it('is not one whose check failed', async () => {
    const { hub, closed, goAway } = setup(['key']);
    goAway();
    await jest.advanceTimersByTimeAsync(30_000);
    expect(closed).toEqual([]);
    hub.stop();
  });

  it('is refused, whatever is cached', async () => {
    const { hub, open } = setup(['key']);
    open.delete('key');
    const asking = expect(hub.askAgain('key')).rejects.toMatchObject({ code: 'unauthorized' });
    await jest.advanceTimersByTimeAsync(1);
    await asking;
    hub.stop();
  });
});

it('nothing is checked without listeners', async () => {
  const { hub, asked } = setup([]);
  await jest.advanceTimersByTimeAsync(60_000);
  expect(asked).toEqual([]);
  hub.stop();
});

describe('how many streams somebody may have', () => {
  const third = { personId: 'key', streamId: 'next' };

  it('goes by those of this process while Redis is away', async () => {
    const away = async () => {
      throw new Error('away');
    };
    const two = setup(['key', 'key', 'another'], 0, away);
    await expect(two.hub.admit(third)).resolves.toBeUndefined();
    const three = setup(['key', 'key', 'key'], 0, away);
    await expect(three.hub.admit(third)).rejects.toMatchObject({
      code: 'too_many_requests',
      message: expect.stringContaining('You have 3 live streams open'),
    });
    two.hub.stop();
    three.hub.stop();
  });

  it('goes by those of all processes otherwise', async () => {
    const { hub } = setup([], 0, async () => false);
    await expect(hub.admit(third)).rejects.toMatchObject({ code: 'too_many_requests' });
    hub.stop();
  });
});
