import { describe, expect, it, jest } from '@jest/globals';
import type { CallCase, Calls } from '@ringback/shared/db/calls/calls.ts';
import type { Begun } from '@ringback/shared/db/calls/dial-calls.ts';
import { DEFAULT_CONTACT_CAPS } from '@ringback/shared/domain/policy/contact-input.ts';
import { DEFAULT_NUMBER_RULES } from '@ringback/shared/domain/policy/judge-number.ts';
import type { CallProvider } from '@ringback/shared/providers/calls/port.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import { AppError, type ErrorCode } from '@ringback/shared/runtime/errors.ts';
import { NO_CEILINGS } from '@ringback/shared/testing/ceilings.ts';
import {
  CALL_ID,
  CALL_SID,
  callRow,
  leadRow,
  NOON_IN_NEW_YORK,
} from '@ringback/shared/testing/rows.ts';
import { pino } from 'pino';
import { createPlaceCall } from './place-call.ts';

const FENCE = 1;
const CLAIM_ID = '00000000-0000-4000-8000-00000000c1a1';
const go = {
  verdict: 'go',
  fence: FENCE,
  call: callRow(),
  lead: leadRow(),
  max_seconds: 900,
} as const;

const consent = {
  channel: 'call' as const,
  kind: 'operator' as const,
  at: '2026-11-20T16:00:00Z',
  expires_at: null,
  revoked_at: null,
};

function setup({
  call = callRow(),
  lead = leadRow(),
  now = NOON_IN_NEW_YORK,
  begun = go as Begun,
  failure = null as AppError | null,
  recorded = 'recorded' as 'recorded' | 'already' | 'duplicate' | 'late',
  aborted = false,
  noVoice = null as Verdict | null,
  facts = {} as Partial<CallCase>,
} = {}) {
  const calls = {
    getCase: jest.fn<Calls['getCase']>(async () => ({
      call,
      lead,
      purpose: null,
      consents: [consent],
      suppressions: [],
      touches: [],
      switched_off: false,
      voice_fault: null,
      ...facts,
    })),
    deny: jest.fn<Calls['deny']>(async () => true),
    hold: jest.fn<Calls['hold']>(async () => true),
    begin: jest.fn<Calls['begin']>(async () => begun),
    giveUp: jest.fn<Calls['giveUp']>(async () => true),
    recordDialed: jest.fn<Calls['recordDialed']>(async () => recorded),
    release: jest.fn<Calls['release']>(async () => true),
  };
  const dial = jest.fn<CallProvider['dial']>(async () => {
    if (failure) throw failure;
    return { callSid: CALL_SID };
  });
  const hangup = jest.fn<CallProvider['hangup']>(async () => {});
  const settle = jest.fn<(callId: string) => Promise<void>>(async () => {});
  const count = jest.fn();
  const placeCall = createPlaceCall({
    calls,
    providerOf: () => ({ dial, hangup }),
    awaitVoice: async () => noVoice,
    signsWithinMs: 8_000,
    settle,
    count,
    operator: { opens: '08:00', closes: '21:00' },
    caps: { total: 12, max_live: 20 },
    contactCaps: DEFAULT_CONTACT_CAPS,
    numbers: DEFAULT_NUMBER_RULES,
    ceilings: NO_CEILINGS,
    worker: 'test',
    from: '+12025550100',
    uuid: () => CLAIM_ID,
    askAgain: (ask) => ask(),
    now: () => now,
  });
  const signal = aborted ? AbortSignal.abort() : new AbortController().signal;
  const run = () => {
    const context = { log: pino({ enabled: false }), signal, attempt: 1 };
    return placeCall({ callId: CALL_ID }, context);
  };
  return { calls, dial, hangup, settle, count, run };
}

const refusal = (code: ErrorCode, facts = {}) => new AppError(code, 'no', { facts });
const at = (change: { seconds: number }) =>
  new Date(NOON_IN_NEW_YORK.getTime() + change.seconds * 1_000);

describe('placing a call', () => {
  it('claims, dials and remembers what the carrier called it', async () => {
    const { calls, dial, run } = setup();
    expect(await run()).toEqual({ kind: 'done' });
    expect(dial).toHaveBeenCalledTimes(1);
    expect(calls.recordDialed).toHaveBeenCalledWith(CALL_ID, FENCE, CALL_SID, expect.any(Date));
  });

  it('hands the claim the moment at which the window closes', async () => {
    const { calls, run } = setup();
    await run();
    expect(calls.begin).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({
        open_until: '2026-11-21T02:00:00.000Z',
        deadline_at: at({ seconds: 8 }).toISOString(),
        from_number: '+12025550100',
        limits: [
          { id: 'calls_per_day', channels: ['call'], limit: 3, window_hours: 24 },
          { id: 'touches_per_day', channels: ['call', 'text'], limit: 3, window_hours: 24 },
          { id: 'touches_per_week', channels: ['call', 'text'], limit: 7, window_hours: 168 },
        ],
      }),
      NOON_IN_NEW_YORK,
    );
  });

  it('hands the extension of the lead to the carrier', async () => {
    const { dial, run } = setup({
      begun: { ...go, call: callRow({ phone_extension: '12' }) },
    });
    await run();
    expect(dial).toHaveBeenCalledWith(expect.objectContaining({ extension: '12' }));
  });

  it.each(['dialing', 'unknown', 'ringing', 'completed', 'canceled'] as const)(
    'leaves a call alone that is already %s',
    async (status) => {
      const { calls, dial, run } = setup({ call: callRow({ status }) });
      expect(await run()).toEqual({ kind: 'skip', reason: `already ${status}` });
      expect(calls.begin).not.toHaveBeenCalled();
      expect(dial).not.toHaveBeenCalled();
    },
  );

  it('holds a lead whose evening has come, and leaves the waiting to the sweep', async () => {
    const { calls, dial, run } = setup({ lead: leadRow({ timezone: 'Asia/Tokyo' }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'held: quiet_hours' });
    expect(calls.hold).toHaveBeenCalledWith(
      CALL_ID,
      new Date('2026-11-20T23:00:00Z'),
      expect.objectContaining({ rule: 'quiet_hours' }),
      NOON_IN_NEW_YORK,
    );
    expect(dial).not.toHaveBeenCalled();
  });

  it.each<[string, Partial<CallCase>, string]>([
    [
      'who opted out',
      { suppressions: [{ scope: 'all', source: 'spoken', at: consent.at }] },
      'suppressed',
    ],
    ['nobody agreed to be called', { consents: [] }, 'no_consent'],
  ])('refuses a lead %s, for good, and says why', async (_who, facts, rule) => {
    const { calls, dial, run } = setup({ facts });
    expect(await run()).toEqual({ kind: 'skip', reason: rule });
    expect(calls.deny).toHaveBeenCalledWith(
      CALL_ID,
      expect.objectContaining({ rule }),
      NOON_IN_NEW_YORK,
    );
    expect(dial).not.toHaveBeenCalled();
  });

  it('comes back by itself when the time is near', async () => {
    const { run } = setup({ call: callRow({ run_at: at({ seconds: 30 }).toISOString() }) });
    expect(await run()).toMatchObject({ kind: 'snooze', until: at({ seconds: 30 }) });
  });

  it.each([
    [
      { verdict: 'skip', status: 'dialing' },
      { kind: 'skip', reason: 'already dialing' },
    ],
    [
      { verdict: 'denied', rule: 'suppressed' },
      { kind: 'skip', reason: 'suppressed' },
    ],
    [{ verdict: 'full' }, { kind: 'throttle' }],
    [
      { verdict: 'wait', until: at({ seconds: 60 }).toISOString(), rule: 'line_busy_with_us' },
      { kind: 'snooze', until: at({ seconds: 60 }) },
    ],
  ] as [Begun, object][])('does not dial when the claim says %j', async (begun, verdict) => {
    const { dial, run } = setup({ begun });
    expect(await run()).toMatchObject(verdict);
    expect(dial).not.toHaveBeenCalled();
  });

  it('rings nobody, and claims nothing, while nobody could talk with who picks up', async () => {
    const noVoice: Verdict = { kind: 'snooze', until: at({ seconds: 2 }), reason: 'voice_away' };
    const { calls, dial, run } = setup({ noVoice });
    expect(await run()).toEqual(noVoice);
    expect(calls.begin).not.toHaveBeenCalled();
    expect(dial).not.toHaveBeenCalled();
  });

  it('gives the claim back when the lock was lost before dialing', async () => {
    const { calls, dial, run } = setup({ aborted: true });
    expect(await run()).toMatchObject({ kind: 'skip' });
    expect(dial).not.toHaveBeenCalled();
    expect(calls.release).toHaveBeenCalledWith(
      CALL_ID,
      FENCE,
      { status: 'scheduled', runAt: NOON_IN_NEW_YORK },
      'too_late',
      NOON_IN_NEW_YORK,
    );
  });

  it('ends a call whose number the carrier refuses, and settles it', async () => {
    const failure = refusal('provider_rejected', { code: 21211 });
    const { calls, settle, run } = setup({ failure });
    expect(await run()).toEqual({ kind: 'skip', reason: 'carrier_21211' });
    expect(calls.release).toHaveBeenCalledWith(
      CALL_ID,
      FENCE,
      { status: 'failed' },
      'carrier_21211',
      expect.any(Date),
    );
    expect(settle).toHaveBeenCalledWith(CALL_ID);
  });

  it('waits when the carrier is busy, and gives up after eight claims', async () => {
    const failure = refusal('provider_unavailable');
    const first = setup({ failure });
    expect(await first.run()).toMatchObject({ kind: 'snooze', until: at({ seconds: 2 }) });

    const last = setup({ failure, begun: { ...go, fence: 8 } });
    expect(await last.run()).toMatchObject({ kind: 'skip' });
    expect(last.settle).toHaveBeenCalled();
  });

  it.each(['provider_unknown', 'internal'] as const)(
    'never acts again after %s: the row stays as it is, for the carrier to be asked',
    async (code) => {
      const { calls, settle, run } = setup({ failure: refusal(code) });
      expect(await run()).toEqual({ kind: 'skip', reason: 'outcome unknown' });
      expect(calls.release).not.toHaveBeenCalled();
      expect(calls.recordDialed).not.toHaveBeenCalled();
      expect(settle).not.toHaveBeenCalled();
    },
  );

  it.each(['duplicate', 'late'] as const)(
    'hangs up what it has just placed when the record says %s',
    async (recorded) => {
      const { hangup, run } = setup({ recorded });
      expect(await run()).toEqual({ kind: 'skip', reason: recorded });
      expect(hangup).toHaveBeenCalledWith(CALL_SID);
    },
  );
});
