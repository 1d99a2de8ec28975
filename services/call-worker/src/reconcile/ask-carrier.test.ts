import { describe, expect, it, jest } from '@jest/globals';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import type { CallSnapshot } from '@ringback/shared/providers/calls/port.ts';
import { CALL_SID, callRow, NOON_IN_NEW_YORK as NOON } from '@ringback/shared/testing/rows.ts';
import { createAskCarrier } from './ask-carrier.ts';

const snapshot = (change: Partial<CallSnapshot> = {}): CallSnapshot => ({
  callSid: CALL_SID,
  status: 'completed',
  providerStatus: 'completed',
  direction: 'outbound',
  placedAt: NOON,
  durationSeconds: 12,
  answeredBy: null,
  ...change,
});

function setup({
  call = {} as Partial<CallRow>,
  found = null as CallSnapshot | null,
  listed = [] as CallSnapshot[],
  known = [] as string[],
} = {}) {
  const calls = {
    recordEvent: jest.fn<Calls['recordEvent']>(async (event) => ({
      result: 'recorded',
      call_id: null,
      moved: true,
      ended: event.status === 'completed' || event.status === 'failed',
    })),
    recordLookup: jest.fn<Calls['recordLookup']>(async (_id, _fence, sid) =>
      sid ? 'adopted' : 'not_found_yet',
    ),
    knownSids: jest.fn(async () => new Set(known)),
  };
  const provider = { fetch: async () => found, findCalls: async () => listed };
  const ask = createAskCarrier({ calls, providerOf: () => provider, now: () => NOON });
  return { calls, run: () => ask(callRow({ status: 'unknown', fence: 2, ...call }), 'check') };
}

describe('asking the carrier about a call it has named', () => {
  it('believes how it ended', async () => {
    const { run } = setup({ call: { call_sid: CALL_SID }, found: snapshot() });
    expect(await run()).toBe('ended');
  });

  it('lets it go on', async () => {
    const found = snapshot({ status: 'in_progress', providerStatus: 'in-progress' });
    const { run } = setup({ call: { call_sid: CALL_SID }, found });
    expect(await run()).toBe('going_on');
  });

  it('closes as failed what the carrier has never heard of', async () => {
    const { calls, run } = setup({ call: { call_sid: CALL_SID } });
    expect(await run()).toBe('ended');
    expect(calls.recordEvent).toHaveBeenCalledWith(
      expect.objectContaining({ status: 'failed', end_reason: 'carrier_has_no_record' }),
      NOON,
    );
  });
});

describe('asking the carrier about a call without a name', () => {
  it('adopts the one that nobody else has', async () => {
    const other = `CA${'2'.repeat(32)}`;
    const { calls, run } = setup({
      listed: [snapshot({ callSid: other }), snapshot()],
      known: [other],
    });
    expect(await run()).toBe('adopted');
    expect(calls.recordLookup).toHaveBeenCalledWith(expect.any(String), 2, CALL_SID, NOON);
  });

  it('does not take a call that came in for one that went out', async () => {
    const { calls, run } = setup({ listed: [snapshot({ direction: 'inbound' })] });
    expect(await run()).toBe('not_found_yet');
    expect(calls.recordLookup).toHaveBeenCalledWith(expect.any(String), 2, null, NOON);
  });
});
