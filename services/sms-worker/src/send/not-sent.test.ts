import { describe, expect, it, jest } from '@jest/globals';
import type { SoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { TextBegun } from '@ringback/shared/db/texts/send-messages.ts';
import type { AfterFailure } from '@ringback/shared/domain/texts/consequence.ts';
import { AppError, type ErrorCode } from '@ringback/shared/runtime/errors.ts';
import { NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  conversationRow,
  MESSAGE_ID,
  messageRow,
  noonPlus,
} from '@ringback/shared/testing/text-rows.ts';
import { pino } from 'pino';
import { createNotSent } from './not-sent.ts';

function setup({ fence = 1, attempt = 1, message = {} } = {}) {
  const handOver = jest.fn<Replies['handOver']>(async () => ({ result: 'handed_over' }));
  const release = jest.fn<Messages['release']>(async () => ({ released: true, retry_id: null }));
  const soundAlarm = jest.fn<SoundAlarm>(async () => {});
  const sent = { inc: jest.fn() };
  const notSent = createNotSent({
    messages: { release },
    replies: { handOver },
    soundAlarm,
    metrics: { sent } as never,
    optOutScope: 'all',
    now: () => NOON_IN_NEW_YORK,
  });
  const claim = {
    verdict: 'go',
    fence,
    message: messageRow({ delivery_status: 'sending', fence, attempt, ...message }),
    conversation: conversationRow(),
  } satisfies TextBegun;
  const run = (code: ErrorCode, facts: Record<string, unknown> = {}) =>
    notSent(new AppError(code, 'no', { facts }), claim, pino({ enabled: false }));
  return { release, handOver, soundAlarm, sent, run };
}

const no = (code: number) => ({ status: 400, code });
const isoPlus = (seconds: number) => noonPlus(seconds).toISOString();

describe('a text that the carrier did not take', () => {
  it.each(['provider_unknown', 'internal', 'database_unavailable'] as const)(
    'is never sent again after %s: the row stays as it is, for the carrier to be asked',
    async (code) => {
      const { release, sent, run } = setup();
      expect(await run(code)).toEqual({ kind: 'skip', reason: 'outcome unknown' });
      expect(release).not.toHaveBeenCalled();
      expect(sent.inc).toHaveBeenCalledWith({ outcome: 'unknown' });
    },
  );

  it('is not judged by a code that itself says that nothing is known', async () => {
    const { release, run } = setup();
    expect(await run('provider_rejected', no(20500))).toMatchObject({ reason: 'outcome unknown' });
    expect(release).not.toHaveBeenCalled();
  });

  it.each<[string, number, AfterFailure]>([
    ['an opt-out that we missed', 21610, { suppress: { scope: 'all', source: 'carrier' } }],
    ['a number that is none', 21211, { stop: 'bad_number' }],
    ['a landline', 21614, { stop: 'not_textable' }],
    ['a pair that cannot text', 21612, { stop: 'not_textable' }],
    ['too many words', 21617, {}],
    ['a code nobody knows', 21999, {}],
  ])('ends with what follows from %s', async (_what, code, next) => {
    const { release, soundAlarm, run } = setup();
    expect(await run('provider_rejected', no(code))).toEqual({
      kind: 'skip',
      reason: String(code),
    });
    expect(release).toHaveBeenCalledWith(
      MESSAGE_ID,
      1,
      { status: 'failed', next },
      String(code),
      NOON_IN_NEW_YORK,
    );
    expect(soundAlarm).not.toHaveBeenCalled();
  });

  it('ends as refused when the carrier gives no code', async () => {
    const { release, run } = setup();
    expect(await run('provider_rejected', { status: 404 })).toMatchObject({
      reason: 'carrier_refused',
    });
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('waits with the same row and its sender when the carrier is busy, twice as long each time', async () => {
    for (const [fence, seconds] of [
      [1, 2],
      [3, 8],
    ] as const) {
      const { release, run } = setup({ fence });
      await run('provider_unavailable', { status: 429 });
      expect(release).toHaveBeenCalledWith(
        MESSAGE_ID,
        fence,
        { status: 'pending', send_at: isoPlus(seconds), rest_until: isoPlus(seconds) },
        'carrier_refused',
        NOON_IN_NEW_YORK,
      );
    }
  });

  it('gives up after eight claims', async () => {
    const { release, run } = setup({ fence: 8 });
    expect(await run('provider_unavailable', { status: 429 })).toMatchObject({ kind: 'skip' });
    expect(release).toHaveBeenCalledWith(
      MESSAGE_ID,
      8,
      expect.objectContaining({ status: 'failed' }),
      expect.any(String),
      NOON_IN_NEW_YORK,
    );
  });

  it('lets the sender rest when its queue at the carrier is full', async () => {
    const { release, run } = setup();
    await run('provider_rejected', no(21611));
    expect(release).toHaveBeenCalledWith(
      MESSAGE_ID,
      1,
      { status: 'pending', send_at: isoPlus(600), rest_until: isoPlus(600) },
      '21611',
      NOON_IN_NEW_YORK,
    );
  });

  it.each([
    [21606, 'pause_campaign', false],
    [30034, 'pause_campaign', true],
    [20003, 'stop_texts', false],
  ] as const)('keeps the text and sounds the alarm for %s', async (code, alarm, rests) => {
    const { release, soundAlarm, run } = setup();
    await run('provider_rejected', no(code));
    expect(release).toHaveBeenCalledWith(
      MESSAGE_ID,
      1,
      {
        status: 'pending',
        send_at: isoPlus(3_600),
        rest_until: rests ? isoPlus(3_600) : undefined,
      },
      String(code),
      NOON_IN_NEW_YORK,
    );
    expect(soundAlarm).toHaveBeenCalledWith(
      alarm,
      expect.anything(),
      String(code),
      expect.anything(),
    );
  });
});

describe('an answer from a number that is none of our account', () => {
  it.each([21606, 21212, 21659, 21660, 21661])(
    'is handed to a person at once, and does not wait for ever (%i)',
    async (code) => {
      const { release, handOver, run } = setup({ message: { kind: 'reply', body: 'At 5?' } });
      expect(await run('provider_rejected', no(code))).toEqual({
        kind: 'skip',
        reason: String(code),
      });
      expect(release).toHaveBeenCalledWith(
        MESSAGE_ID,
        1,
        { status: 'failed' },
        String(code),
        NOON_IN_NEW_YORK,
      );
      expect(handOver.mock.calls).toMatchObject([
        [
          {
            conversation_id: conversationRow().id,
            reason: 'foreign_sender',
            summary: expect.stringContaining('At 5?'),
          },
          NOON_IN_NEW_YORK,
        ],
      ]);
    },
  );

  it('is no matter of a campaign, which rests until the settings are right', async () => {
    const { handOver, soundAlarm, run } = setup({ message: { kind: 'campaign' } });
    await run('provider_rejected', no(21606));
    expect(handOver).not.toHaveBeenCalled();
    expect(soundAlarm).toHaveBeenCalledWith(
      'pause_campaign',
      expect.anything(),
      '21606',
      expect.anything(),
    );
  });
});
