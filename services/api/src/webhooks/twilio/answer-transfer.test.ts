import { expect, it, jest } from '@jest/globals';
import type { MediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import type { Decisions } from '@ringback/shared/db/decisions.ts';
import { DEFAULT_NUMBER_RULES } from '@ringback/shared/domain/policy/judge-number.ts';
import { createAnswerVoice } from './answer-voice.ts';

const CALL_ID = '0b5c8b0e-6a0a-4f38-9c1e-1f2d3c4b5a69';

function setup(transfer_number: string) {
  const deny = jest.fn<Decisions['deny']>(async () => undefined);
  const answer = createAnswerVoice({
    mediaSessions: {
      gate: jest.fn<MediaSessions['gate']>(async () => ({
        verdict: 'transfer',
        call_id: CALL_ID,
        transfer_number,
      })),
    },
    decisions: { deny },
    numbers: DEFAULT_NUMBER_RULES,
    publicUrl: 'https://api.example.com',
    mediaPublicUrl: 'wss://media.example.com',
    newToken: () => 'token',
    now: () => new Date('2026-11-30T17:00:00Z'),
  });
  return { deny, run: () => answer(CALL_ID, 'CA00000000000000000000000000000000') };
}

it('a call is transferred to a colleague’s number', async () => {
  const { deny, run } = setup('+12025550199');
  expect(await run()).toMatchObject({ result: 'transfer' });
  expect(deny).not.toHaveBeenCalled();
});

it.each(['+447012345678', '+881612345678', '+25261234567', '+19005550100'])(
  'a talk is not put through to %s, and the record of the call says why',
  async (number) => {
    const { deny, run } = setup(number);
    const { result, twiml } = await run();
    expect(result).toBe('undialable');
    expect(twiml).not.toContain('<Dial');
    expect(deny.mock.calls[0]?.[0]).toMatchObject({
      callId: CALL_ID,
      rule: 'undialable',
      evidence: { transfer: true },
    });
  },
);
