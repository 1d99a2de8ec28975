import { describe, expect, it } from '@jest/globals';
import type { WebhookDeliveries } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import { MOST_ATTEMPTS } from '@ringback/shared/domain/webhooks/next-attempt.ts';
import type { WebhookFormat } from '@ringback/shared/domain/webhooks/webhook-formats.ts';
import type { WebhookAnswer, WebhookMessage } from '@ringback/shared/providers/webhooks/port.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createDeliverWebhook } from './deliver-webhook.ts';

const NOW = new Date('2026-11-30T12:00:00Z');
const ID = '6f2c8f5e-5f0a-4b52-9f3e-2f9f3f0c1a11';
const log = createLogger({ service: 'test', level: 'silent' });
const answered = (status: number, askedMs: number | null = null): WebhookAnswer => ({
  kind: 'answered',
  status,
  askedMs,
});

function setup(answer: WebhookAnswer, attempts = 1, format: WebhookFormat = 'signed') {
  const sent: WebhookMessage[] = [];
  const recorded: Parameters<WebhookDeliveries['record']>[] = [];
  const outcomes: string[] = [];
  const deliver = createDeliverWebhook({
    deliveries: {
      begin: async () => ({
        verdict: 'go',
        fence: 3,
        attempts,
        url: 'https://hooks.example.com/',
        secret: 'whsec_x',
        format,
        event: 'conversation.needs_person',
        happened_at: '2026-11-30T11:59:00+00:00',
        data: { lead_id: 7, outcome: 'escalated', reason: 'guard_link' },
      }),
      record: async (...args) => {
        recorded.push(args);
        return true;
      },
    },
    send: async (message) => {
      sent.push(message);
      return answer;
    },
    dashboardUrl: 'https://ringback.example.com',
    chance: () => 0,
    observe: (outcome) => outcomes.push(outcome),
    now: () => NOW,
  });
  const context = { log, signal: new AbortController().signal, attempt: 1 };
  return { run: () => deliver({ deliveryId: ID }, context), sent, recorded, outcomes };
}

const secondsLater = (seconds: number) => new Date(NOW.getTime() + seconds * 1_000).toISOString();

describe('an attempt to deliver a message', () => {
  it('is written as its endpoint takes it', async () => {
    const { run, sent } = setup(answered(200), 1, 'slack');
    await run();
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
      text: 'A person is needed: the AI’s answer held a link we do not know',
    });
  });

  it('reports what happened and when, under the id of the message', async () => {
    const { run, sent } = setup(answered(200));
    await run();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ id: ID, at: NOW, secret: 'whsec_x' });
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      type: 'conversation.needs_person',
      timestamp: '2026-11-30T11:59:00.000Z',
      data: { lead_id: 7, outcome: 'escalated', reason: 'guard_link' },
    });
  });

  it.each([
    ['a success', answered(204), 1, { delivered: true, next_at: null }, 'delivered'],
    ['an error', answered(500), 1, { status: 500, next_at: secondsLater(5) }, 'retried'],
    ['a redirect', answered(302), 1, { delivered: false, next_at: secondsLater(5) }, 'retried'],
    ['a pause', answered(429, 60_000), 1, { next_at: secondsLater(60) }, 'retried'],
    ['the last error', answered(503), MOST_ATTEMPTS, { next_at: null, gone: false }, 'dead'],
    ['gone for good', answered(410), 1, { next_at: null, gone: true }, 'dead'],
    [
      'no answer',
      { kind: 'no_answer', reason: 'ECONNRESET' } as const,
      2,
      { status: null, error: 'ECONNRESET', next_at: secondsLater(300) },
      'retried',
    ],
    [
      'a private address',
      { kind: 'refused', reason: 'It leads into a private network.' } as const,
      1,
      { delivered: false, error: 'It leads into a private network.' },
      'retried',
    ],
  ])('records what follows after %s', async (_, answer, attempts, became, outcome) => {
    const { run, recorded, outcomes } = setup(answer, attempts);
    await run();
    expect(recorded).toEqual([[ID, 3, expect.objectContaining(became), NOW]]);
    expect(outcomes).toEqual([outcome]);
  });
});
