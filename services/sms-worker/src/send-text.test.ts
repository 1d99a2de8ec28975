import { describe, expect, it, jest } from '@jest/globals';
import type { MessageContext } from '@ringback/shared/db/message-context.ts';
import type { Messages } from '@ringback/shared/db/messages.ts';
import type { TextBegun } from '@ringback/shared/db/send-messages.ts';
import { DEFAULT_CONTACT_CAPS } from '@ringback/shared/domain/policy/contact-input.ts';
import type { SentText, TextProvider } from '@ringback/shared/providers/sms/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { pino } from 'pino';
import { leadRow, NOON_IN_NEW_YORK } from '../../../tests/fixtures/rows.ts';
import {
  consentRow,
  contextOf,
  conversationRow,
  LEAD_PHONE,
  MESSAGE_ID,
  MESSAGE_SID,
  messageRow,
  noonPlus,
  OUR_NUMBER,
  stepRow,
} from '../../../tests/fixtures/text-rows.ts';
import type { NotSent } from './not-sent.ts';
import { createSendText } from './send-text.ts';

const go = {
  verdict: 'go',
  fence: 1,
  message: messageRow({ delivery_status: 'sending', fence: 1, seq: 1 }),
  conversation: conversationRow(),
} satisfies TextBegun;

const ACCEPTED: SentText = { messageSid: MESSAGE_SID, status: 'queued', segments: 1 };

type Setting = {
  context: MessageContext | null;
  begun: TextBegun;
  answer: SentText | AppError;
  recorded: 'recorded' | 'already' | 'duplicate' | 'late';
  aborted: boolean;
  now: Date;
  /** So long the database thinks about the claim. */
  claimMs: number;
  budgetUsd: number | null;
  textsPerSecond: number | null;
};

function setup(setting: Partial<Setting> = {}) {
  const { context = contextOf(), begun = go, answer = ACCEPTED, now = NOON_IN_NEW_YORK } = setting;
  const {
    recorded = 'recorded',
    aborted = false,
    budgetUsd = null,
    textsPerSecond = null,
    claimMs = 0,
  } = setting;
  let clock = now;
  const messages = {
    context: jest.fn<Messages['context']>(async () => context),
    hold: jest.fn<Messages['hold']>(async () => true),
    deny: jest.fn<Messages['deny']>(async () => true),
    begin: jest.fn<Messages['begin']>(async () => {
      clock = new Date(now.getTime() + claimMs);
      return begun;
    }),
    recordSent: jest.fn<Messages['recordSent']>(async () => recorded),
    release: jest.fn<Messages['release']>(async () => ({ released: true })),
  };
  const send = jest.fn<TextProvider['send']>(async () => {
    if (answer instanceof AppError) throw answer;
    return answer;
  });
  const notSent = jest.fn<NotSent>(async () => ({ kind: 'skip', reason: 'not sent' }));
  const sent = { inc: jest.fn() };
  const held = { inc: jest.fn() };
  const sendText = createSendText({
    messages,
    provider: { send },
    notSent,
    metrics: { sent, held } as never,
    policy: {
      operator: { opens: '08:00', closes: '21:00' },
      caps: DEFAULT_CONTACT_CAPS,
      budgetUsd,
    },
    segmentUsd: 0.01,
    textsPerSecond,
    worker: 'test',
    now: () => clock,
  });
  const signal = aborted ? AbortSignal.abort() : new AbortController().signal;
  const run = () =>
    sendText({ messageId: MESSAGE_ID }, { log: pino({ enabled: false }), signal, attempt: 1 });
  return { messages, send, notSent, sent, held, run };
}

describe('sending a text', () => {
  describe('at the end of the window', () => {
    const closing = (secondsLeft: number, claimMs: number) => {
      const now = new Date(Date.parse('2026-11-21T02:00:00Z') - secondsLeft * 1_000);
      const message = messageRow({ kind: 'reply', body: 'Yes.', author: 'ai' });
      // So long ago that the answer is bound to the window.
      const conversation = conversationRow({ last_inbound_at: noonPlus(0).toISOString() });
      return setup({ now, claimMs, context: contextOf({ message, conversation }) });
    };

    it('gives the carrier only what is left when the order leaves us', async () => {
      const { send, run } = closing(30, 6_000);
      expect(await run()).toEqual({ kind: 'done' });
      expect(send).toHaveBeenCalledWith(expect.objectContaining({ validSeconds: 24 }));
    });

    it('puts the text back when the claim has used up the rest', async () => {
      const { send, messages, run } = closing(12, 6_000);
      expect(await run()).toMatchObject({ kind: 'skip' });
      expect(send).not.toHaveBeenCalled();
      expect(messages.release).toHaveBeenCalledTimes(1);
    });
  });

  it('states every cap in the claim, those of the states where the lead may be too', async () => {
    const lead = leadRow({ region: 'US-FL' });
    const { messages, run } = setup({ context: contextOf({ lead }) });
    await run();
    const [[, claim] = []] = messages.begin.mock.calls;
    expect(claim?.limits?.map(({ id, limit }) => [id, limit])).toEqual([
      ['texts_per_day', 1],
      ['touches_per_day', 3],
      ['touches_per_week', 7],
      ['us-fl-3-in-24h', 3],
    ]);
  });

  it('claims it with its words, sends it once and remembers what the carrier called it', async () => {
    const { messages, send, sent, run } = setup();
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
        caps: { per_day: 1, touches_per_day: 3 },
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

  it('lets the carrier keep it no longer than the window is open', async () => {
    // Nine in the evening minus ten minutes is the end of the window; it is 19:50 now.
    const now = new Date('2026-11-21T00:50:00Z');
    const { messages, send, run } = setup({ now });
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

  it('holds what would reach the carrier in the last seconds of the window', async () => {
    const { messages, send, run } = setup({ now: new Date('2026-11-21T01:49:55Z') });
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
    const { messages, send, held, run } = setup({ context: contextOf({ lead }) });
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
    const { messages, send, run } = setup({ context });
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
    const { messages, run } = setup({ context: contextOf({ touches }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'held: cap_texts_per_day' });
    expect(messages.hold).toHaveBeenCalledWith(
      MESSAGE_ID,
      noonPlus(23 * 3_600),
      expect.anything(),
      NOON_IN_NEW_YORK,
    );
  });

  it('holds when the money of the day is spent, and hands the claim the limit', async () => {
    const spent = setup({ budgetUsd: 5, context: contextOf({ spent_today_usd: 5 }) });
    expect(await spent.run()).toEqual({ kind: 'skip', reason: 'held: budget' });

    const rich = setup({ budgetUsd: 5 });
    await rich.run();
    expect(rich.messages.begin).toHaveBeenCalledWith(
      MESSAGE_ID,
      expect.objectContaining({ budget_usd: 5 }),
      NOON_IN_NEW_YORK,
    );
  });

  it('waits while somebody has switched all texts off', async () => {
    const { run, send } = setup({ context: contextOf({ switched_off: true }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'held: switched_off' });
    expect(send).not.toHaveBeenCalled();
  });

  it('waits for the turn of its sender without a word, and longer waits in the row', async () => {
    const wait = (rule: string, seconds: number) =>
      ({ verdict: 'wait', rule, until: noonPlus(seconds).toISOString() }) as const;
    const near = setup({ begun: wait('sender_pace', 2) });
    expect(await near.run()).toEqual({
      kind: 'snooze',
      until: noonPlus(2),
      reason: 'sender_pace',
    });
    const rests = setup({ begun: wait('sender_rests', 300) });
    expect(await rests.run()).toEqual({ kind: 'skip', reason: 'held: sender_rests' });
    for (const { messages, send } of [near, rests]) {
      expect(messages.hold).not.toHaveBeenCalled();
      expect(send).not.toHaveBeenCalled();
    }
  });

  it('says how fast such a sender sends, by its kind or by the setting, and how long the text is', async () => {
    const tollFree = contextOf({
      conversation: conversationRow({ our_number: '+18885550190' }),
      message: messageRow({ kind: 'reply', body: 'a'.repeat(161) }),
    });
    for (const [textsPerSecond, expected] of [
      [null, 3],
      [20, 20],
    ] as const) {
      const { messages, run } = setup({ context: tollFree, textsPerSecond });
      await run();
      expect(messages.begin).toHaveBeenCalledWith(
        MESSAGE_ID,
        expect.objectContaining({ per_second: expected, segments: 2 }),
        NOON_IN_NEW_YORK,
      );
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
    const { messages, send, run } = setup({ context: contextOf({ step }) });
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
    const soon = setup({ context: wrote(10), now: midnight });
    expect(await soon.run()).toEqual({ kind: 'done' });
    expect(soon.send).toHaveBeenCalledWith(expect.objectContaining({ validSeconds: 50 * 60 }));

    const late = setup({ context: wrote(61), now: midnight });
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
    const { send, run } = setup({ context, now: noonPlus(20) });
    expect(await run()).toEqual({ kind: 'done' });
    expect(send).toHaveBeenCalledTimes(1);
  });

  it.each(['sending', 'unknown', 'sent', 'delivered', 'canceled', 'suppressed'] as const)(
    'leaves a text alone that is already %s',
    async (status) => {
      const context = contextOf({ message: messageRow({ delivery_status: status }) });
      const { messages, send, run } = setup({ context });
      expect(await run()).toEqual({ kind: 'skip', reason: `already ${status}` });
      expect(messages.begin).not.toHaveBeenCalled();
      expect(send).not.toHaveBeenCalled();
    },
  );

  it('leaves a text alone that is gone', async () => {
    const { run, send } = setup({ context: null });
    expect(await run()).toEqual({ kind: 'skip', reason: 'gone' });
    expect(send).not.toHaveBeenCalled();
  });

  it('comes back by itself when the time is near, and by the sweep when it is not', async () => {
    const due = (seconds: number) =>
      contextOf({ message: messageRow({ send_at: noonPlus(seconds).toISOString() }) });
    expect(await setup({ context: due(4) }).run()).toMatchObject({
      kind: 'snooze',
      until: noonPlus(4),
    });
    expect(await setup({ context: due(60) }).run()).toEqual({
      kind: 'skip',
      reason: 'held: not due',
    });
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
      { verdict: 'wait', until: noonPlus(3_600).toISOString(), rule: 'cap_per_day' },
      { kind: 'skip', reason: 'held: cap_per_day' },
    ],
    [
      { verdict: 'wait', until: NOON_IN_NEW_YORK.toISOString(), rule: 'step_edited' },
      { kind: 'snooze', until: noonPlus(0.25) },
    ],
  ] as [TextBegun, object][])('does not send when the claim says %j', async (begun, verdict) => {
    const { send, run } = setup({ begun });
    expect(await run()).toMatchObject(verdict);
    expect(send).not.toHaveBeenCalled();
  });

  it('gives the claim back when the lock was lost before sending', async () => {
    const { messages, send, run } = setup({ aborted: true });
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

  it('hands on what the carrier did not take, and records nothing', async () => {
    const answer = new AppError('provider_unknown', 'no answer');
    const { messages, notSent, run } = setup({ answer });
    expect(await run()).toEqual({ kind: 'skip', reason: 'not sent' });
    expect(notSent).toHaveBeenCalledWith(answer, go, expect.anything());
    expect(messages.recordSent).not.toHaveBeenCalled();
  });

  it.each(['duplicate', 'late'] as const)(
    'sends nothing more when the record says %s, and counts it',
    async (recorded) => {
      const { send, sent, run } = setup({ recorded });
      expect(await run()).toEqual({ kind: 'skip', reason: recorded });
      expect(send).toHaveBeenCalledTimes(1);
      expect(sent.inc).toHaveBeenCalledWith({ outcome: recorded });
    },
  );

  it('does not take bad news in the first answer for the end', async () => {
    const { messages, run } = setup({ answer: { ...ACCEPTED, status: 'failed', segments: null } });
    await run();
    expect(messages.recordSent).toHaveBeenCalledWith(
      MESSAGE_ID,
      1,
      { sid: MESSAGE_SID, status: 'queued', segments: undefined },
      NOON_IN_NEW_YORK,
    );
  });

  it('sends the pictures of a text', async () => {
    const message = messageRow({ media: [{ url: 'https://acme.example/a.jpg' }, null, 'x'] });
    const { send, run } = setup({ begun: { ...go, message } });
    await run();
    expect(send).toHaveBeenCalledWith(
      expect.objectContaining({ mediaUrls: ['https://acme.example/a.jpg'] }),
    );
  });
});
