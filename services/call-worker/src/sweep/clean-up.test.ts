import { describe, expect, it, jest } from '@jest/globals';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import {
  CALL_ID,
  CALL_SID,
  callRow,
  leadRow,
  NOON_IN_NEW_YORK as NOON,
} from '@ringback/shared/testing/rows.ts';
import { pino } from 'pino';
import type { Answer } from '../reconcile/ask-carrier.ts';
import { createCleanup } from './clean-up.ts';

function setup({ call = {} as Partial<CallRow>, answer = 'ended' as Answer | Error } = {}) {
  const calls = {
    stale: jest.fn<Calls['stale']>(async () => [
      callRow({ status: 'in_progress', call_sid: CALL_SID, lead_id: 7, ...call }),
    ]),
  };
  const settle = jest.fn<(callId: string) => Promise<void>>(async () => {});
  const sweep = jest.fn(async () => 4);
  const cleanup = createCleanup({
    calls,
    callLists: {
      find: async (id) =>
        callRow({
          id,
          status: 'completed',
          call_sid: CALL_SID,
          end_reason: 'carrier_has_no_record',
        }),
    },
    leads: {
      repair: async () => [1, 2],
      find: async (id) => leadRow({ id, lead_status: 'contacted', call_sid: CALL_SID }),
    },
    askCarrier: async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    },
    runChecks: async () => ({ asked: 3, settled: 2 }),
    sweep,
    settle,
    staleMs: 30 * 60_000,
    now: () => NOON,
  });
  const context = {
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
    attempt: 1,
  };
  const run = async (task: 'all' | 'stale-calls' | 'lost-work') => {
    const verdict = await cleanup({ task, run: 'test' }, context);
    return verdict.kind === 'done' ? verdict.result : verdict;
  };
  return { calls, settle, sweep, run };
}

describe('cleaning up', () => {
  it('closes what the carrier says has ended, settles it, and names it', async () => {
    const { calls, settle, run } = setup();
    expect(await run('all')).toEqual({
      closed_calls: [CALL_ID],
      calls: [
        {
          id: CALL_ID,
          call_sid: CALL_SID,
          lead_id: 7,
          from: 'in_progress',
          to: 'completed',
          reason: 'carrier_has_no_record',
          lead: { lead_status: 'contacted', outcome: null, is_linked: true },
        },
      ],
      ended_conversations: [],
      requeued: 4,
      settled_unknown: 2,
      repaired_leads: 2,
    });
    expect(calls.stale).toHaveBeenCalledWith(new Date('2026-11-20T16:30:00Z'), expect.any(Number));
    expect(settle).toHaveBeenCalledWith(CALL_ID);
  });

  it('leaves a long conversation alone that really goes on', async () => {
    const { settle, run } = setup({ answer: 'going_on' });
    expect(await run('stale-calls')).toMatchObject({ closed_calls: [] });
    expect(settle).not.toHaveBeenCalled();
  });

  it('gives up on a call that never got a name when the carrier does not know it either', async () => {
    const { settle, run } = setup({ call: { call_sid: null }, answer: 'presumed_not_placed' });
    expect(await run('stale-calls')).toMatchObject({ closed_calls: [CALL_ID] });
    expect(settle).toHaveBeenCalledWith(CALL_ID);
  });

  it.each(['not_found_yet', 'adopted', 'going_on'] as const)(
    'closes no call without a name that is %s: it may be ringing',
    async (answer) => {
      const { settle, run } = setup({ call: { call_sid: null }, answer });
      expect(await run('stale-calls')).toMatchObject({ closed_calls: [] });
      expect(settle).not.toHaveBeenCalled();
    },
  );

  it('closes nothing while the carrier cannot be asked', async () => {
    const { settle, run } = setup({ answer: new Error('down') });
    expect(await run('stale-calls')).toMatchObject({ closed_calls: [] });
    expect(settle).not.toHaveBeenCalled();
  });

  it('does only what it was asked for', async () => {
    const { calls, run } = setup();
    await run('lost-work');
    expect(calls.stale).not.toHaveBeenCalled();
    const stale = setup();
    await stale.run('stale-calls');
    expect(stale.sweep).not.toHaveBeenCalled();
  });
});
