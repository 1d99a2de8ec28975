import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createWebhookDeliveries } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import { createWebhookEndpoints } from '@ringback/shared/db/webhooks/webhook-endpoints.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { startReceiver } from '@ringback/shared/testing/webhook-receiver.ts';
import { later, NOON, sid } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';
import { Webhook } from 'standardwebhooks';
import { type RunningAnalyzer, startRunningAnalyzer } from '../testing/running-analyzer.ts';

const SECRET = `whsec_${Buffer.from('a key of thirty-two bytes length').toString('base64')}`;

let world: RepliesWorld;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let analyzer: RunningAnalyzer;
const clock = { now: later(60) };

beforeAll(async () => {
  world = await startRepliesWorld();
  receiver = await startReceiver();
  analyzer = await startRunningAnalyzer(world, {
    queuePrefix: '{analyzer-webhooks-test}',
    now: () => clock.now,
    env: { WEBHOOK_ALLOW_PRIVATE: 'true' },
  });
});
afterEach(async () => {
  await world.exec('delete from webhook_endpoints');
  receiver.received.splice(0);
});
afterAll(async () => {
  await analyzer?.stop();
  await receiver?.stop();
  await world?.stop();
});

const listening = () =>
  createWebhookEndpoints(world.db).create(
    {
      url: receiver.url,
      secret: SECRET,
      format: 'signed',
      events: ['conversation.needs_person'],
      include: [],
      is_active: true,
    },
    NOON,
  );
const deliveries = () => createWebhookDeliveries(world.db).list({ limit: 10 });
const settled = (status: string) =>
  until(deliveries, (all) => all.length > 0 && all.every((one) => one.status === status));
const waiting = (attempts: number) =>
  until(deliveries, ([one]) => one?.attempts === attempts && one.status === 'pending');
/** As the standard's library reads it, which rejects what was not signed by us for this moment. */
function verified(index: number): unknown {
  const got = receiver.received[index];
  const [version, signature] = (got?.headers['webhook-signature'] ?? '').split(',');
  expect(version).toBe('v1');
  const at = new Date(Number(got?.headers['webhook-timestamp']) * 1_000);
  const id = got?.headers['webhook-id'] ?? '';
  expect(new Webhook(SECRET).sign(id, at, got?.body ?? '')).toBe(`v1,${signature}`);
  return JSON.parse(got?.body ?? '');
}

describe('the operator’s program is notified that a person is needed', () => {
  it('by a signed message, with ids, outcome and reason and nobody’s name', async () => {
    await listening();
    const { lead, conversation_id } = await world.thinking();
    const why = {
      conversation_id,
      reason: 'guard_binds_refund',
      summary: 'Dana wants money back.',
    };
    await world.replies.handOver(why, later(20));
    await receiver.got(1);
    expect(verified(0)).toEqual({
      type: 'conversation.needs_person',
      timestamp: later(20).toISOString(),
      data: {
        conversation_id,
        lead_id: lead.id,
        outcome: 'escalated',
        reason: 'guard_binds_refund',
      },
    });
    expect(receiver.received[0]?.body).not.toMatch(/Dana|\+1202/);
    await settled('delivered');
  });

  it('again under the same id until it is answered, and then not again', async () => {
    await listening();
    receiver.answers.push({ status: 500 }, { status: 302, headers: { location: receiver.url } });
    const call = await world.dialing(world.number(), sid('hooks'));
    await world.sessions.askForPerson(call.id, 'nobody_to_transfer_to', later(30));
    await receiver.got(1);
    await waiting(1);
    clock.now = later(66 + 1);
    await receiver.got(2);
    await waiting(2);
    clock.now = later(66 + 400);
    await receiver.got(3);
    await settled('delivered');
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    expect(receiver.received.map((_, index) => verified(index))).toEqual(
      Array(3).fill(expect.objectContaining({ type: 'conversation.needs_person' })),
    );
    expect(await deliveries()).toEqual([
      expect.objectContaining({ attempts: 3, last_status: 204 }),
    ]);
  });
});
