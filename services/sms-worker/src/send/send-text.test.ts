import { describe, expect, it } from '@jest/globals';
import type { TextBegun } from '@ringback/shared/db/texts/send-messages.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { leadRow, NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  contextOf,
  conversationRow,
  LEAD_PHONE,
  MEDIA_ID,
  MESSAGE_ID,
  MESSAGE_SID,
  messageRow,
  noonPlus,
  OUR_NUMBER,
  pictureOf,
} from '@ringback/shared/testing/text-rows.ts';
import { ACCEPTED, go, sending } from '../testing/sending.ts';

const OTHER_MEDIA_ID = '6e2a1b63-5b1c-4d2f-8d66-4b2a6c2e3f88';

describe('sending a text', () => {
  describe('at the end of the window', () => {
    const closing = (secondsLeft: number, claimMs: number) => {
      const now = new Date(Date.parse('2026-11-21T02:00:00Z') - secondsLeft * 1_000);
      const message = messageRow({ kind: 'reply', body: 'Yes.', author: 'ai' });
      // So long ago that the answer is bound to the window.
      const conversation = conversationRow({ last_inbound_at: noonPlus(0).toISOString() });
      return sending({ now, claimMs, context: contextOf({ message, conversation }) });
    };

    it('limits the validity to what is left when the order is sent', async () => {
      const { send, run } = closing(30, 6_000);
      expect(await run()).toEqual({ kind: 'done' });
      expect(send).toHaveBeenCalledWith(expect.objectContaining({ validSeconds: 24 }));
    });

    it('releases the text when the claim has used up the rest', async () => {
      const { send, messages, run } = closing(12, 6_000);
      expect(await run()).toMatchObject({ kind: 'skip' });
      expect(send).not.toHaveBeenCalled();
      expect(messages.release).toHaveBeenCalledTimes(1);
    });
  });

  it('states every limit in the claim, also those of the states where the lead may be', async () => {
    const lead = leadRow({ region: 'US-FL' });
    const { messages, run } = sending({ context: contextOf({ lead }) });
    await run();
    const [[, claim] = []] = messages.begin.mock.calls;
    expect(claim?.limits?.map(({ id, limit }) => [id, limit])).toEqual([
      ['texts_per_day', 1],
      ['touches_per_day', 3],
      ['touches_per_week', 7],
      ['us-fl-3-in-24h', 3],
    ]);
  });

  it('claims it with its words, sends it once and records the sid from the carrier', async () => {
    const { messages, send, sent, run } = sending();
    expect(await run()).toEqual({ kind: 'done' });
    expect(messages.begin).toHaveBeenCalledWith(
      MESSAGE_ID,
      expect.objectContaining({
        body: 'Hi Ada, still looking?',
        variant: 'a',
        step_version: 3,
        segments: 1,
        per_second: 1,
        cost_usd: 0.01,
        deadline_at: noonPlus(8).toISOString(),
      }),
      NOON_IN_NEW_YORK,
    );
    expect(send).toHaveBeenCalledTimes(1);
    expect(send).toHaveBeenCalledWith(
      expect.objectContaining({
        to: LEAD_PHONE,
        sender: OUR_NUMBER,
        body: 'Hi Ada, still looking?',
        messageId: MESSAGE_ID,
      }),
    );
    expect(messages.recordSent).toHaveBeenCalledWith(
      MESSAGE_ID,
      1,
      { sid: MESSAGE_SID, status: 'queued', segments: 1 },
      NOON_IN_NEW_YORK,
    );
    expect(sent.inc).toHaveBeenCalledWith({ outcome: 'sent' });
  });

  it('limits the validity at the carrier to the window', async () => {
    // Nine in the evening minus ten minutes is the end of the window; it is 19:50 now.
    const now = new Date('2026-11-21T00:50:00Z');
    const { messages, send, run } = sending({ now });
    await run();
    expect(send).toHaveBeenCalledWith(expect.objectContaining({ validSeconds: 3_600 }));
    expect(messages.begin).toHaveBeenCalledWith(
      MESSAGE_ID,
      expect.objectContaining({
        open_until: '2026-11-21T01:50:00.000Z',
        valid_until: '2026-11-21T01:50:00.000Z',
      }),
      now,
    );
  });

  it('passes the pace of its sender, by its kind or by the setting, and the length of the text', async () => {
    const tollFree = contextOf({
      conversation: conversationRow({ our_number: '+18885550190' }),
      message: messageRow({ kind: 'reply', body: 'a'.repeat(161) }),
    });
    for (const [textsPerSecond, expected] of [
      [null, 3],
      [20, 20],
    ] as const) {
      const { messages, run } = sending({ context: tollFree, textsPerSecond });
      await run();
      expect(messages.begin).toHaveBeenCalledWith(
        MESSAGE_ID,
        expect.objectContaining({ per_second: expected, segments: 2 }),
        NOON_IN_NEW_YORK,
      );
    }
  });

  it.each(['sending', 'unknown', 'sent', 'delivered', 'canceled', 'suppressed'] as const)(
    'leaves a text alone that is already %s',
    async (status) => {
      const context = contextOf({ message: messageRow({ delivery_status: status }) });
      const { messages, send, run } = sending({ context });
      expect(await run()).toEqual({ kind: 'skip', reason: `already ${status}` });
      expect(messages.begin).not.toHaveBeenCalled();
      expect(send).not.toHaveBeenCalled();
    },
  );

  it('leaves a deleted text alone', async () => {
    const { run, send } = sending({ context: null });
    expect(await run()).toEqual({ kind: 'skip', reason: 'gone' });
    expect(send).not.toHaveBeenCalled();
  });

  it.each([
    [
      { verdict: 'skip', status: 'sending' },
      { kind: 'skip', reason: 'already sending' },
    ],
    [
      { verdict: 'denied', rule: 'suppressed' },
      { kind: 'skip', reason: 'suppressed' },
    ],
    [
      { verdict: 'wait', until: noonPlus(3_600).toISOString(), rule: 'cap_texts_per_day' },
      { kind: 'skip', reason: 'held: cap_texts_per_day' },
    ],
    [
      { verdict: 'wait', until: NOON_IN_NEW_YORK.toISOString(), rule: 'step_edited' },
      { kind: 'snooze', until: noonPlus(0.25) },
    ],
  ] as [TextBegun, object][])('does not send when the claim says %j', async (begun, verdict) => {
    const { send, run } = sending({ begun });
    expect(await run()).toMatchObject(verdict);
    expect(send).not.toHaveBeenCalled();
  });

  it('releases the claim when the lock was lost before sending', async () => {
    const { messages, send, run } = sending({ aborted: true });
    expect(await run()).toMatchObject({ kind: 'skip' });
    expect(send).not.toHaveBeenCalled();
    expect(messages.release).toHaveBeenCalledWith(
      MESSAGE_ID,
      1,
      { status: 'pending', send_at: NOON_IN_NEW_YORK.toISOString() },
      'too_late',
      NOON_IN_NEW_YORK,
    );
  });

  it('rethrows the carrier’s rejection, and records nothing', async () => {
    const answer = new AppError('provider_unknown', 'no answer');
    const { messages, notSent, run } = sending({ answer });
    expect(await run()).toEqual({ kind: 'skip', reason: 'not sent' });
    expect(notSent).toHaveBeenCalledWith(answer, go, expect.anything());
    expect(messages.recordSent).not.toHaveBeenCalled();
  });

  it.each(['duplicate', 'late'] as const)(
    'sends nothing more when recording returns %s, and counts it',
    async (recorded) => {
      const { send, sent, run } = sending({ recorded });
      expect(await run()).toEqual({ kind: 'skip', reason: recorded });
      expect(send).toHaveBeenCalledTimes(1);
      expect(sent.inc).toHaveBeenCalledWith({ outcome: recorded });
    },
  );

  it('does not take a failure in the first answer as final', async () => {
    const { messages, run } = sending({
      answer: { ...ACCEPTED, status: 'failed', segments: null },
    });
    await run();
    expect(messages.recordSent).toHaveBeenCalledWith(
      MESSAGE_ID,
      1,
      { sid: MESSAGE_SID, status: 'queued', segments: undefined },
      NOON_IN_NEW_YORK,
    );
  });

  it('sends the pictures of a text', async () => {
    const message = messageRow({ media: [pictureOf(), pictureOf({ id: OTHER_MEDIA_ID })] });
    const { send, messages, run } = sending({
      begun: { ...go, message },
      context: contextOf({ message: { ...message, body: 'x'.repeat(400) } }),
    });
    await run();
    const [order] = send.mock.calls[0] ?? [];
    const ends = new Date(
      NOON_IN_NEW_YORK.getTime() + ((order?.validSeconds ?? 0) + 15 * 60) * 1_000,
    ).toISOString();
    expect(order?.mediaUrls).toEqual([`${MEDIA_ID} ${ends}`, `${OTHER_MEDIA_ID} ${ends}`]);
    // One message at the price of one, however many words it has.
    expect(messages.begin.mock.calls[0]?.[1]).toMatchObject({ segments: 1, cost_usd: 0.035 });
  });
});
