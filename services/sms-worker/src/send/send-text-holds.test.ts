import { describe, expect, it } from '@jest/globals';
import { leadRow, NOON_IN_NEW_YORK } from '@ringback/shared/testing/rows.ts';
import {
  consentRow,
  contextOf,
  conversationRow,
  MESSAGE_ID,
  messageRow,
  noonPlus,
  stepRow,
} from '@ringback/shared/testing/text-rows.ts';
import { sending } from '../testing/sending.ts';

describe('sending a text', () => {
  it('holds what would reach the carrier in the last seconds of the window', async () => {
    const { messages, send, run } = sending({ now: new Date('2026-11-21T01:49:55Z') });
    expect(await run()).toMatchObject({ kind: 'snooze' });
    expect(messages.hold).toHaveBeenCalledWith(
      MESSAGE_ID,
      new Date('2026-11-21T01:50:00Z'),
      expect.objectContaining({ rule: 'window_closing' }),
      expect.any(Date),
    );
    expect(send).not.toHaveBeenCalled();
  });

  it('holds a lead whose evening has come until its morning, and leaves the waiting to the sweep', async () => {
    const lead = leadRow({ timezone: 'Asia/Tokyo' });
    const { messages, send, held, run } = sending({ context: contextOf({ lead }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'held: quiet_hours' });
    expect(messages.hold).toHaveBeenCalledWith(
      MESSAGE_ID,
      new Date('2026-11-20T23:00:00Z'),
      expect.objectContaining({ rule: 'quiet_hours' }),
      NOON_IN_NEW_YORK,
    );
    expect(held.inc).toHaveBeenCalledWith({ rule: 'quiet_hours' });
    expect(send).not.toHaveBeenCalled();
  });

  it.each([
    ['without consent', contextOf({ consents: [] }), 'no_consent'],
    [
      'whose consent was taken back',
      contextOf({ consents: [consentRow({ revoked_at: noonPlus(-60).toISOString() })] }),
      'consent_revoked',
    ],
    [
      'on the do-not-contact list',
      contextOf({
        suppressions: [{ scope: 'all', source: 'text', at: noonPlus(-60).toISOString() }],
      }),
      'suppressed',
    ],
  ])('refuses a lead %s for good, with the reason on record', async (_who, context, rule) => {
    const { messages, send, run } = sending({ context });
    expect(await run()).toEqual({ kind: 'skip', reason: rule });
    expect(messages.deny).toHaveBeenCalledWith(
      MESSAGE_ID,
      expect.objectContaining({ rule }),
      NOON_IN_NEW_YORK,
    );
    expect(messages.begin).not.toHaveBeenCalled();
    expect(send).not.toHaveBeenCalled();
  });

  it('holds a lead that got a text today already', async () => {
    const touches = [{ channel: 'text' as const, at: noonPlus(-3_600).toISOString() }];
    const { messages, run } = sending({ context: contextOf({ touches }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'held: cap_texts_per_day' });
    expect(messages.hold).toHaveBeenCalledWith(
      MESSAGE_ID,
      noonPlus(23 * 3_600),
      expect.anything(),
      NOON_IN_NEW_YORK,
    );
  });

  it('holds when the money of the day is spent, and hands the claim the limit', async () => {
    const spent = sending({ budgetUsd: 5, context: contextOf({ spent_today_usd: 5 }) });
    expect(await spent.run()).toEqual({ kind: 'skip', reason: 'held: budget' });

    const rich = sending({ budgetUsd: 5 });
    await rich.run();
    expect(rich.messages.begin).toHaveBeenCalledWith(
      MESSAGE_ID,
      expect.objectContaining({ budget_usd: 5 }),
      NOON_IN_NEW_YORK,
    );
  });

  it('waits while somebody has switched all texts off', async () => {
    const { run, send } = sending({ context: contextOf({ switched_off: true }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'held: switched_off' });
    expect(send).not.toHaveBeenCalled();
  });

  it('waits for the turn of its sender without a word, and longer waits in the row', async () => {
    const wait = (rule: string, seconds: number) =>
      ({ verdict: 'wait', rule, until: noonPlus(seconds).toISOString() }) as const;
    const near = sending({ begun: wait('sender_pace', 2) });
    expect(await near.run()).toEqual({
      kind: 'snooze',
      until: noonPlus(2),
      reason: 'sender_pace',
    });
    const rests = sending({ begun: wait('sender_rests', 300) });
    expect(await rests.run()).toEqual({ kind: 'skip', reason: 'held: sender_rests' });
    for (const { messages, send } of [near, rests]) {
      expect(messages.hold).not.toHaveBeenCalled();
      expect(send).not.toHaveBeenCalled();
    }
  });

  it.each([
    ['has no words', stepRow({ variants: [] }), 'no_words'],
    [
      'needs what is not known',
      stepRow({ variants: [{ name: 'a', weight: 1, body: 'About the {{car}}' }] }),
      'missing_values',
    ],
  ])('refuses a step that %s', async (_what, step, rule) => {
    const { messages, send, run } = sending({ context: contextOf({ step }) });
    expect(await run()).toEqual({ kind: 'skip', reason: rule });
    expect(messages.deny).toHaveBeenCalledWith(
      MESSAGE_ID,
      expect.objectContaining({ rule }),
      NOON_IN_NEW_YORK,
    );
    expect(send).not.toHaveBeenCalled();
  });

  it('answers at night within the hour after the lead has written', async () => {
    const midnight = new Date('2026-11-21T05:00:00Z');
    const message = messageRow({
      kind: 'reply',
      author: 'ai',
      body: 'Yes, it is.',
      in_reply_to_seq: 1,
    });
    const wrote = (minutesAgo: number) =>
      contextOf({
        message,
        campaign: null,
        conversation: conversationRow({
          last_inbound_at: new Date(midnight.getTime() - minutesAgo * 60_000).toISOString(),
        }),
      });
    const soon = sending({ context: wrote(10), now: midnight });
    expect(await soon.run()).toEqual({ kind: 'done' });
    expect(soon.send).toHaveBeenCalledWith(expect.objectContaining({ validSeconds: 50 * 60 }));

    const late = sending({ context: wrote(61), now: midnight });
    expect(await late.run()).toEqual({ kind: 'skip', reason: 'held: quiet_hours' });
    expect(late.send).not.toHaveBeenCalled();
  });

  it('confirms an opt-out although it has just been written into the list', async () => {
    const now = noonPlus(10).toISOString();
    const context = contextOf({
      message: messageRow({ kind: 'notice', notice: 'opt_out', author: 'system', body: 'Done.' }),
      campaign: null,
      conversation: conversationRow({ last_inbound_at: NOON_IN_NEW_YORK.toISOString() }),
      suppressions: [{ scope: 'all', source: 'text', at: now }],
      consents: [consentRow({ revoked_at: now })],
    });
    const { send, run } = sending({ context, now: noonPlus(20) });
    expect(await run()).toEqual({ kind: 'done' });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('comes back by itself when the time is near, and by the sweep when it is not', async () => {
    const due = (seconds: number) =>
      contextOf({ message: messageRow({ send_at: noonPlus(seconds).toISOString() }) });
    expect(await sending({ context: due(4) }).run()).toMatchObject({
      kind: 'snooze',
      until: noonPlus(4),
    });
    expect(await sending({ context: due(60) }).run()).toEqual({
      kind: 'skip',
      reason: 'held: not due',
    });
  });
});
