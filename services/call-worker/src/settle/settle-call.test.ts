import { describe, expect, it, jest } from '@jest/globals';
import type { HeardFacts } from '@ringback/shared/db/calls/call-sound.ts';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import { CALL_ID, callRow, NOON_IN_NEW_YORK as NOON } from '@ringback/shared/testing/rows.ts';
import { pino } from 'pino';
import { createSettleCall } from './settle-call.ts';

const REDIAL_ID = '5d0d7c2e-0a4e-4a58-8a53-0f9d5c1f7b11';

const SILENCE = { agent_ms: null, lead_ms: null, agent_words: 0, lead_words: 0 };
const TALK = { agent_ms: 9_000, lead_ms: 4_000, agent_words: 20, lead_words: 8 };

function setup(change: Partial<CallRow>, settled = {}, facts = SILENCE as HeardFacts) {
  const calls = {
    toSettle: jest.fn(async () => ({
      call: callRow({ ended_at: NOON.toISOString(), ...change }),
      heard: facts,
    })),
    settle: jest.fn<Calls['settle']>(async (_id, next) => ({
      result: 'settled',
      redial_id: next.redial?.id ?? null,
      has_words: false,
      ...settled,
    })),
  };
  const enqueue = jest.fn(async (..._order: unknown[]) => 'job');
  const settleCall = createSettleCall({
    calls,
    enqueue,
    uuid: () => REDIAL_ID,
    maxDials: 3,
    voice: { restsAfter: 3, pauseSeconds: 60 },
    now: () => NOON,
  });
  const context = {
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
    attempt: 1,
  };
  return { calls, enqueue, run: () => settleCall({ callId: CALL_ID }, context) };
}

const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000).toISOString();

describe('settling a call', () => {
  it.each([
    [{ status: 'busy', dial: 1 }, 10],
    [{ status: 'no_answer', dial: 1 }, 120],
    [{ status: 'no_answer', dial: 2 }, 240],
    [{ status: 'completed', answered_by: 'machine_start', dial: 1 }, 240],
    [{ status: 'failed', end_reason: 'presumed_not_placed', dial: 1 }, 15],
    [{ status: 'completed', answered_by: 'human', silence_reason: 'no_media', dial: 1 }, 15],
    [{ status: 'completed', direction: 'inbound', silence_reason: 'no_media', dial: 1 }, 15],
    [{ status: 'completed', answered_by: 'human', dial: 1 }, 15],
  ] as [Partial<CallRow>, number][])('after %j dials again in %i minutes', async (change, wait) => {
    const { calls, run } = setup(change);
    expect(await run()).toEqual({ kind: 'done' });
    expect(calls.settle).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({ redial: { id: REDIAL_ID, run_at: minutes(wait) } }),
      NOON,
    );
  });

  it.each([
    [{ status: 'busy', dial: 3 }, 'dials_spent'],
    [{ status: 'failed', end_reason: 'sip_404' }, 'bad_number'],
    [{ status: 'failed', end_reason: 'carrier_21211' }, 'bad_number'],
    [{ status: 'canceled' }, 'canceled'],
    [{ status: 'failed', direction: 'inbound' }, 'reached'],
    [{ status: 'completed', direction: 'inbound', duration_seconds: 1 }, 'reached'],
  ] as [Partial<CallRow>, string][])('after %j does not: %s', async (change, reason) => {
    const { calls, run } = setup(change);
    await run();
    expect(calls.settle).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({ redial: null, stop_reason: reason }),
      NOON,
    );
  });

  it('leaves it to the words what is next if there were any before the line went dead', async () => {
    const { calls, run } = setup(
      { status: 'completed', silence_reason: 'no_media' },
      { has_words: true },
      TALK,
    );
    await run();
    expect(calls.settle).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({ redial: null, stop_reason: 'reached', reached: true }),
      NOON,
    );
  });

  it('counts nobody as reached on the carrier’s word alone: who heard nothing is rung again', async () => {
    const { calls, run } = setup({
      status: 'completed',
      answered_by: 'human',
      duration_seconds: 9,
    });
    await run();
    expect(calls.settle).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({
        reached: false,
        silence_reason: 'nobody_knows',
        judged_on: SILENCE,
        voice: { heard: false, rests_after: 3, pause_seconds: 60 },
      }),
      NOON,
    );
  });

  it('does not dial again whoever heard us, and tells that our voice is heard', async () => {
    const { calls, run } = setup({ status: 'completed', answered_by: 'human' }, {}, TALK);
    await run();
    expect(calls.settle).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({
        redial: null,
        reached: true,
        voice: { heard: true, rests_after: 3, pause_seconds: 60 },
      }),
      NOON,
    );
  });

  it('has a person call whoever picked up in vain when no dial is left', async () => {
    const { calls, run } = setup({ status: 'completed', dial: 3 });
    await run();
    expect(calls.settle).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({ redial: null, person: expect.stringContaining('heard nothing') }),
      NOON,
    );
  });

  it('waits until the gateway has told what was heard, and no longer than a gateway lives', async () => {
    const open = { status: 'completed', stream_open_since: NOON.toISOString() } as const;
    expect(await setup(open).run()).toMatchObject({ kind: 'snooze' });
    const gone = setup({ ...open, ended_at: minutes(-1) });
    expect(await gone.run()).toEqual({ kind: 'done' });
    expect(await setup(open, {}, TALK).run()).toEqual({ kind: 'done' });
  });

  it('judges anew when words have come in between', async () => {
    const { run, enqueue } = setup({ status: 'completed' }, { result: 'changed' });
    expect(await run()).toMatchObject({ kind: 'snooze' });
    expect(enqueue).not.toHaveBeenCalled();
  });

  it('has the words of a conversation analysed once the last of them are written', async () => {
    const { enqueue, run } = setup({ status: 'completed' }, { has_words: true }, TALK);
    await run();
    expect(enqueue).toHaveBeenCalledWith(
      expect.objectContaining({ name: 'analyze-conversation' }),
      { callId: CALL_ID },
      { delayMs: 3_000 },
    );
  });

  it('leaves a call alone that goes on', async () => {
    const { calls, run } = setup({ status: 'ringing', ended_at: null });
    expect(await run()).toEqual({ kind: 'skip', reason: 'still ringing' });
    expect(calls.settle).not.toHaveBeenCalled();
  });
});
