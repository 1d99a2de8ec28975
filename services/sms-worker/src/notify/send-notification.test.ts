import { describe, expect, it } from '@jest/globals';
import type {
  NotificationBegun,
  NotificationResult,
} from '@ringback/shared/db/notifications/notifications.ts';
import type { Letter } from '@ringback/shared/providers/mail/port.ts';
import type { TextOrder } from '@ringback/shared/providers/sms/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createNotify } from './notify-colleague.ts';
import { createSendNotification } from './send-notification.ts';

const NOW = new Date('2026-11-30T15:00:00Z');
const ID = '6f2c8f5e-5f0a-4b52-9f3e-2f9f3f0c1a11';
const TALK = '9a2c8f5e-5f0a-4b52-9f3e-2f9f3f0c1a22';
const SENDER = '+12025559111';
const log = createLogger({ service: 'test', level: 'silent' });
type Go = Extract<NotificationBegun, { verdict: 'go' }>;
type Sent = { messageSid: string; status: 'queued'; segments: null };

const begun = (change: Partial<Go> = {}): Go => ({
  verdict: 'go',
  fence: 2,
  attempts: 1,
  channel: 'text',
  unsure: false,
  first_tried_at: '2026-11-30T14:59:00Z',
  user: {
    ...{ id: ID, name: 'Ana', email: 'ana@example.com', phone: '+12025550123' },
    ...{ time_zone: 'America/New_York', quiet_from: null, quiet_until: null },
  },
  need: {
    ...{ id: ID, kind: 'conversation', conversation_id: TALK, call_id: null },
    ...{ reason: 'handed_over', detail: 'guard_link', assigned_name: null, nobody_online: true },
  },
  ...change,
});

type World = {
  begins?: NotificationBegun;
  send?: () => Promise<Sent>;
  atCarrier?: string[];
  sender?: string | null;
  mail?: boolean;
};

function setup({
  begins = begun(),
  send,
  atCarrier = [],
  sender = SENDER,
  mail = true,
}: World = {}) {
  const orders: TextOrder[] = [];
  const letters: Letter[] = [];
  const recorded: [string, number, NotificationResult][] = [];
  const outcomes: string[] = [];
  const notify = createNotify({
    provider: {
      async send(order) {
        orders.push(order);
        return send ? send() : { messageSid: 'SM1', status: 'queued', segments: null };
      },
      findTexts: async ({ since }) => {
        expect(since < NOW).toBe(true);
        return atCarrier.map((messageSid) => ({
          ...{ messageSid, status: 'sent', providerStatus: 'sent', direction: 'outbound' },
          ...{ errorCode: null, segments: 1, createdAt: NOW },
        }));
      },
    },
    sender,
    sendMail: mail ? async (letter) => void letters.push(letter) : null,
    host: 'ringback.example.com',
  });
  const run = createSendNotification({
    notifications: {
      begin: async () => begins,
      record: async (id, fence, result) => {
        recorded.push([id, fence, result]);
        return true;
      },
    },
    notify,
    dashboardUrl: 'https://ringback.example.com',
    business: 'Harbor Dental',
    observe: (channel, outcome) => outcomes.push(`${channel} ${outcome}`),
    now: () => NOW,
  });
  const context = { log, signal: new AbortController().signal, attempt: 1 };
  return {
    run: () => run({ notificationId: ID }, context),
    ...{ orders, letters, recorded, outcomes },
  };
}
const fails = (code: 'provider_rejected' | 'provider_unavailable' | 'provider_unknown') => () =>
  Promise.reject(new AppError(code, 'It failed.'));
const secondsLater = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000);

describe('a text to a colleague', () => {
  it('says why, leads to the conversation, and holds nothing of the lead', async () => {
    const { run, orders, recorded, outcomes } = setup();
    await run();
    expect(orders).toEqual([
      {
        to: '+12025550123',
        sender: SENDER,
        body: `Harbor Dental: A person is needed: the AI's answer held a link we do not know. Nobody is online. https://ringback.example.com/inbox/${TALK}?n=6f2c8f5e`,
        messageId: ID,
        validSeconds: 3_600,
      },
    ]);
    expect(recorded).toEqual([[ID, 2, { status: 'sent', provider_sid: 'SM1' }]]);
    expect(outcomes).toEqual(['text sent']);
  });

  it('is not sent again where the crash of an earlier attempt came after the carrier took it', async () => {
    const { run, orders, recorded } = setup({
      begins: begun({ unsure: true, attempts: 2 }),
      atCarrier: ['SM0'],
    });
    await run();
    expect(orders).toEqual([]);
    expect(recorded).toEqual([[ID, 2, { status: 'sent', provider_sid: 'SM0' }]]);
  });

  it('is sent where the earlier attempt never reached the carrier', async () => {
    const { run, orders } = setup({ begins: begun({ unsure: true, attempts: 2 }) });
    await run();
    expect(orders).toHaveLength(1);
  });

  it.each([
    ['refused', fails('provider_rejected'), 1, { status: 'dead', error: 'provider_rejected' }],
    [
      'not taken',
      fails('provider_unavailable'),
      1,
      { status: 'pending', error: 'provider_unavailable', next_at: secondsLater(30) },
    ],
    [
      'perhaps taken',
      fails('provider_unknown'),
      2,
      { status: 'unknown', error: 'provider_unknown', next_at: secondsLater(120) },
    ],
    ['not taken for the fifth time', fails('provider_unavailable'), 5, { status: 'dead' }],
  ])('is recorded as what it is when it is %s', async (_, send, attempts, became) => {
    const { run, recorded } = setup({ send, begins: begun({ attempts }) });
    await run();
    expect(recorded).toEqual([[ID, 2, expect.objectContaining(became)]]);
  });

  it('is given up where no sender is set', async () => {
    const { run, orders, recorded, outcomes } = setup({ sender: null });
    await run();
    expect([orders, outcomes]).toEqual([[], ['text dead']]);
    expect(recorded[0]?.[2].status).toBe('dead');
  });
});

describe('a mail to a colleague', () => {
  it('has the same message id at every attempt', async () => {
    const { run, letters, recorded } = setup({ begins: begun({ channel: 'mail' }) });
    await run();
    await run();
    expect(letters).toEqual(
      Array(2).fill({
        to: { name: 'Ana', address: 'ana@example.com' },
        subject: 'Harbor Dental: A person is needed: the AI’s answer held a link we do not know',
        text: `A person is needed: the AI’s answer held a link we do not know. Nobody is online.\n\nOpen the conversation: https://ringback.example.com/inbox/${TALK}?n=6f2c8f5e\n`,
        messageId: `<${ID}@ringback.example.com>`,
      }),
    );
    expect(recorded[0]?.[2]).toEqual({ status: 'sent' });
  });
});

describe('quiet hours', () => {
  const quiet = { ...begun().user, quiet_from: '09:00', quiet_until: '12:00' };

  it('that began after it was planned hold it, and it stays to be sent', async () => {
    const { run, orders, recorded } = setup({ begins: begun({ user: quiet }) });
    expect(await run()).toEqual({ kind: 'skip', reason: 'quiet hours' });
    expect(orders).toEqual([]);
    const next_at = new Date('2026-11-30T17:00:00Z');
    expect(recorded).toEqual([[ID, 2, { status: 'pending', next_at }]]);
  });

  it('hold nothing about a live call', async () => {
    const need = { ...begun().need, kind: 'call' as const, conversation_id: null, call_id: TALK };
    const { run, orders } = setup({ begins: begun({ user: quiet, need }) });
    await run();
    expect(orders).toEqual([expect.objectContaining({ validSeconds: 300 })]);
    expect(orders[0]?.body).toContain(`/calls/${TALK}`);
  });
});

it('nothing is sent about a need that has ended', async () => {
  const { run, orders, recorded } = setup({ begins: { verdict: 'skip', reason: 'need_ended' } });
  expect(await run()).toEqual({ kind: 'skip', reason: 'need_ended' });
  expect([orders, recorded]).toEqual([[], []]);
});
