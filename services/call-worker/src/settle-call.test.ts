import { describe, expect, it, jest } from '@jest/globals';
import type { Calls } from '@ringback/shared/db/calls.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import { pino } from 'pino';
import { CALL_ID, callRow, NOON_IN_NEW_YORK as NOON } from '../../../tests/fixtures/rows.ts';
import { createSettleCall } from './settle-call.ts';

const REDIAL_ID = '5d0d7c2e-0a4e-4a58-8a53-0f9d5c1f7b11';

function setup(change: Partial<CallRow>, settled = {}) {
  const calls = {
    get: jest.fn(async () => callRow({ ended_at: NOON.toISOString(), ...change })),
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
    [{ status: 'completed', answered_by: 'human', wrap_up_reason: 'no_media', dial: 1 }, 15],
    [{ status: 'completed', direction: 'inbound', wrap_up_reason: 'no_media', dial: 1 }, 15],
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
    [{ status: 'completed', answered_by: 'human' }, 'reached'],
    [{ status: 'busy', dial: 3 }, 'dials_spent'],
    [{ status: 'failed', end_reason: 'sip_404' }, 'bad_number'],
    [{ status: 'failed', end_reason: 'carrier_21211' }, 'bad_number'],
    [{ status: 'canceled' }, 'canceled'],
    [{ status: 'failed', direction: 'inbound' }, 'reached'],
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
    const { calls, run } = setup({ status: 'completed', wrap_up_reason: 'no_media' });
    await run();
    expect(calls.settle).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({ unless_words: true }),
      NOON,
    );
  });

  it('has the words of a conversation analysed', async () => {
    const { enqueue, run } = setup({ status: 'completed' }, { has_words: true });
    await run();
    expect(enqueue).toHaveBeenCalledWith(
      expect.objectContaining({ name: 'analyze-conversation' }),
      { callId: CALL_ID },
    );
  });

  it('leaves a call alone that goes on', async () => {
    const { calls, run } = setup({ status: 'ringing', ended_at: null });
    expect(await run()).toEqual({ kind: 'skip', reason: 'still ringing' });
    expect(calls.settle).not.toHaveBeenCalled();
  });
});
