import { describe, expect, it, jest } from '@jest/globals';
import { createMetrics } from '@ringback/shared/runtime/metrics.ts';
import { pino } from 'pino';
import { createGatewayMetrics } from '../gateway-metrics.ts';
import { replaceModel } from './replace-model.ts';
import { SESSION_TIMING } from './session-deps.ts';

function setup({ isLive = true, sinceReplacedMs = 60_000, connected = { again: false } } = {}) {
  const done: string[] = [];
  const note = (what: string) => () => void done.push(what);
  const metrics = createGatewayMetrics(createMetrics('test'), {
    active: () => 0,
    draining: () => false,
    backlog: () => 0,
  });
  const replace = jest.fn(async () => ({ ...connected, saidHello: false }));
  const session = {
    call: {
      deps: {
        metrics,
        modelNews: { opened() {}, failed: (reason: string) => void done.push(reason) },
        timing: SESSION_TIMING,
      },
      log: pino({ enabled: false }),
    },
    parts: { account: { hasHeardUs: () => true }, turns: { heardMs: () => 0 } },
    link: { drop: note('dropped'), replace, sinceReplacedMs: () => sinceReplacedMs },
    agent: { modelLost: note('forgotten') },
    end: { isLive: () => isLive, giveUp: (reason: string) => void done.push(`over: ${reason}`) },
  };
  return {
    lose: (reason: string) => replaceModel(reason, session),
    done,
    replace,
  };
}

describe('a model that is lost', () => {
  it('is let go and replaced, and the next one told to go on', async () => {
    const { lose, done } = setup();
    expect(await lose('closed')).toMatchObject([{ do: 'tell' }]);
    expect(done).toEqual(['dropped', 'forgotten']);
  });

  it('is spoken of where it was silent: other processes hear of it', async () => {
    const { lose, done } = setup();
    await lose('replies_failed');
    expect(done).toContain('model_silent');
  });

  it('twice within a short time is not replaced: the call is given up in the same moment', () => {
    const { lose, done, replace } = setup({ sinceReplacedMs: 1_000 });
    void lose('closed');
    expect(done).toEqual(['dropped', 'forgotten', 'over: closed']);
    expect(replace).not.toHaveBeenCalled();
  });

  it('is only let go of when the call is ending anyway', async () => {
    const { lose, done, replace } = setup({ isLive: false });
    expect(await lose('closed')).toEqual([]);
    expect(done).toEqual(['dropped', 'forgotten']);
    expect(replace).not.toHaveBeenCalled();
  });
});
