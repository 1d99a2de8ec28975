import { describe, expect, it, jest } from '@jest/globals';
import type { ConversationModel } from '@ringback/shared/providers/conversation/port.ts';
import { AppError, type ErrorCode } from '@ringback/shared/runtime/errors.ts';
import { pino } from 'pino';
import { createModelWatch } from './model-watch.ts';

type Model = { fails?: ErrorCode; speaks?: boolean };

function setup(first: Model = {}) {
  const state = { model: first, nowMs: 0 };
  const spoken = jest.fn();
  const start = jest.fn<ConversationModel['start']>(async (_opening, events) => {
    const { fails, speaks = true } = state.model;
    if (fails) throw new AppError(fails, 'no');
    const nothing = () => {};
    return {
      appendAudio: nothing,
      tell: nothing,
      truncate: nothing,
      giveResults: nothing,
      close: nothing,
      speak() {
        spoken();
        if (speaks) events.audio('turn', 'item', Buffer.from('AAAA'));
        else events.replyDone({ turnId: 'turn', status: 'failed', toolCalls: [] });
      },
    };
  });
  const watch = createModelWatch({
    model: { start },
    log: pino({ enabled: false }),
    nowMs: () => state.nowMs,
  });
  return { state, start, spoken, watch };
}

describe('whether the voice model is available', () => {
  it('is unknown before a trial, and then known for a minute', async () => {
    const { state, start, spoken, watch } = setup();
    expect(watch.fault()).toBe('not_tried_yet');
    await watch.check();
    // The first time it has to speak: it has not been heard yet.
    expect(watch.fault()).toBe(null);
    state.nowMs = 59_000;
    await watch.check();
    expect(start).toHaveBeenCalledTimes(1);
    state.nowMs = 61_000;
    await watch.check();
    expect(start).toHaveBeenCalledTimes(2);
    expect(spoken).not.toHaveBeenCalled();
  });

  it.each<[ErrorCode, string]>([
    ['provider_unavailable', 'model_unreachable'],
    ['provider_rejected', 'model_refused'],
  ])('after %s is: no, %s', async (fails, fault) => {
    const { watch } = setup({ fails });
    await watch.check();
    expect(watch.fault()).toBe(fault);
  });

  it('is no as soon as a call reports a failure, and yes again when it has spoken in a trial', async () => {
    const { state, spoken, watch } = setup();
    await watch.check();
    watch.reports.failed('model_silent');
    expect(watch.fault()).toBe('model_silent');
    state.model = { speaks: false };
    state.nowMs = 5_000;
    await watch.check();
    expect(watch.fault()).toBe('model_silent');
    state.model = {};
    state.nowMs = 10_000;
    await watch.check();
    expect([watch.fault(), spoken.mock.calls.length]).toEqual([null, 2]);
  });

  it('is known from calls that open a session, without trials beside them', async () => {
    const { state, start, watch } = setup();
    await watch.check();
    state.nowMs = 50_000;
    watch.reports.opened();
    state.nowMs = 100_000;
    await watch.check();
    expect(start).toHaveBeenCalledTimes(1);
  });
});
