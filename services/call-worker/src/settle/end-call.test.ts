import { describe, expect, it, jest } from '@jest/globals';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import {
  CALL_ID,
  CALL_SID,
  callRow,
  NOON_IN_NEW_YORK as NOON,
} from '@ringback/shared/testing/rows.ts';
import { pino } from 'pino';
import { createEndCall } from './end-call.ts';

function setup(change: Partial<CallRow>) {
  const hangup = jest.fn<CallProvider['hangup']>(async () => {});
  const deny = jest.fn(async () => true);
  const endCall = createEndCall({
    calls: { get: async () => callRow(change), deny },
    providerOf: () => ({ hangup }),
    now: () => NOON,
  });
  const context = {
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
    attempt: 1,
  };
  return { hangup, deny, run: () => endCall({ callId: CALL_ID, reason: 'machine' }, context) };
}

describe('ending a call', () => {
  it('hangs up', async () => {
    const { hangup, run } = setup({ status: 'in_progress', call_sid: CALL_SID });
    expect(await run()).toEqual({ kind: 'done' });
    expect(hangup).toHaveBeenCalledWith(CALL_SID);
  });

  it('calls off what has not been placed', async () => {
    const { hangup, deny, run } = setup({ status: 'held' });
    expect(await run()).toEqual({ kind: 'done' });
    expect(deny).toHaveBeenCalled();
    expect(hangup).not.toHaveBeenCalled();
  });

  it('waits for the name of a call that is just being placed', async () => {
    const { run } = setup({ status: 'dialing' });
    expect(await run()).toMatchObject({ kind: 'snooze' });
  });

  it('leaves an ended call alone', async () => {
    const { hangup, run } = setup({ status: 'completed', call_sid: CALL_SID });
    expect(await run()).toMatchObject({ kind: 'skip' });
    expect(hangup).not.toHaveBeenCalled();
  });
});
