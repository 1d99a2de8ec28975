import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createWebhookDeliveries } from '@ringback/shared/db/webhooks/webhook-deliveries.ts';
import { createWebhookEndpoints } from '@ringback/shared/db/webhooks/webhook-endpoints.ts';
import type { WebhookExtra } from '@ringback/shared/domain/webhooks/webhook-events.ts';
import { ANA, later, NOON, sid } from '@ringback/testing/database-world.ts';
import { type RepliesWorld, startRepliesWorld } from '@ringback/testing/replies-world.ts';
import { judged } from '../fixtures/analyses.ts';

let world: RepliesWorld;
beforeAll(async () => {
  world = await startRepliesWorld();
});
afterEach(() => world.exec('delete from webhook_endpoints'));
afterAll(() => world.stop());

const NEEDS_PERSON = 'conversation.needs_person' as const;

async function listening(change: { include?: WebhookExtra[]; is_active?: boolean } = {}) {
  const endpoint = { url: 'https://hooks.example.com/', secret: 'whsec_x', events: [NEEDS_PERSON] };
  const format = 'signed' as const;
  return createWebhookEndpoints(world.db).create(
    { ...endpoint, format, include: [], is_active: true, ...change },
    NOON,
  );
}
const deliveries = () => createWebhookDeliveries(world.db);
const told = () => deliveries().list({ limit: 50 });

async function handedOver(reason = 'guard_binds_price', at = later(20)) {
  const lead = await world.thinking();
  const summary = 'Dana wants a price.';
  const { conversation_id } = lead;
  await world.replies.handOver({ conversation_id, reason, summary }, at);
  return lead;
}
const outcomeOf = async (leadId: number) => (await world.leads.find(leadId))?.outcome;

describe('a person is asked for', () => {
  it('is the outcome of the conversation and of the lead at that moment', async () => {
    const { lead, conversation_id } = await handedOver();
    expect(await world.conversations.find(conversation_id)).toMatchObject({
      conversion_status: 'escalated',
      ended_at: null,
    });
    expect(await outcomeOf(lead.id)).toBe('escalated');
  });

  it('gives way to what comes of it later', async () => {
    const { lead, conversation_id } = await handedOver();
    const end = { conversation_id, reason: 'closed_by_staff', outcome: 'success' as const };
    await world.conversations.end({ ...end, evidence: { outcome: 'success' } }, later(90));
    expect(await outcomeOf(lead.id)).toBe('success');
  });

  it('tells whoever wants to hear of it, by ids, outcome and a reason of ours', async () => {
    await listening();
    const { lead, conversation_id } = await handedOver();
    expect(await told()).toEqual([
      expect.objectContaining({
        event: NEEDS_PERSON,
        status: 'pending',
        attempts: 0,
        data: {
          conversation_id,
          lead_id: lead.id,
          outcome: 'escalated',
          reason: 'guard_binds_price',
        },
      }),
    ]);
  });

  it('keeps a reason in anybody’s own words in the system', async () => {
    await listening();
    await handedOver('Dana said: call my sister at +1 202 555 0100');
    const [one] = await told();
    expect(one?.data['reason']).toBe('person_asked_for');
    expect(JSON.stringify(one)).not.toMatch(/Dana|sister|202 555/);
  });

  it('tells nobody who does not listen or is switched off', async () => {
    await listening({ is_active: false });
    await handedOver();
    expect(await told()).toEqual([]);
  });

  it('is told once of a call, however often it is asked for and by whom it is found', async () => {
    await listening();
    const call = await world.dialing(world.number(), sid('person'));
    await world.sessions.askForPerson(call.id, 'nobody_to_transfer_to', later(5));
    await world.sessions.wrapUp(call.id, 'human', 'asked again', later(6));
    const finding = { ...judged({ outcome: 'escalated' }), callback: null };
    await world.analyses.save({ ...finding, call_id: call.id }, later(60));
    expect(await told()).toEqual([
      expect.objectContaining({
        data: expect.objectContaining({ call_id: call.id, reason: 'nobody_to_transfer_to' }),
      }),
    ]);
    const { call: found } = (await world.calls.getWithLead(call.id)) ?? {};
    expect(found?.person_asked_at && Date.parse(found.person_asked_at)).toBe(later(5).getTime());
    expect(await outcomeOf(found?.lead_id ?? 0)).toBe('escalated');
  });

  it('is told again when it is asked for again after a person had it', async () => {
    await listening();
    const { conversation_id } = await handedOver();
    const words = { message_id: randomUUID(), client_message_id: randomUUID(), body: 'Ana here.' };
    await world.conversations.write({ conversation_id, actor: ANA, ...words }, later(29));
    await world.conversations.setOwner(conversation_id, 'ai', ANA, later(30));
    const again = { conversation_id, reason: 'reply_cap', summary: 'x' };
    await world.replies.handOver(again, later(40));
    expect((await told()).map(({ data }) => data['reason']).sort()).toEqual([
      'guard_binds_price',
      'reply_cap',
    ]);
  });
});

describe('a message', () => {
  it('is one attempt at a time, and comes again when nobody finished it', async () => {
    await listening();
    await handedOver();
    const [one] = await deliveries().due(later(20), 10);
    const id = one?.id ?? '';
    const first = await deliveries().begin(id, 60_000, later(20));
    expect(first).toMatchObject({ verdict: 'go', attempts: 1, secret: 'whsec_x' });
    expect(await deliveries().begin(id, 60_000, later(21))).toMatchObject({ verdict: 'wait' });
    expect(await deliveries().due(later(30), 10)).toEqual([]);
    const second = await deliveries().begin(id, 60_000, later(81));
    expect(second).toMatchObject({ verdict: 'go', attempts: 2 });
    if (first.verdict !== 'go' || second.verdict !== 'go') throw new Error('expected two attempts');
    const became = { delivered: true, status: 204, error: null, next_at: null, gone: false };
    expect(await deliveries().record(id, first.fence, became, later(82))).toBe(false);
    expect(await deliveries().record(id, second.fence, became, later(82))).toBe(true);
    expect(await deliveries().begin(id, 60_000, later(200))).toEqual({
      verdict: 'skip',
      reason: 'delivered',
    });
  });

  it('is given up where no time is named, and is tried again when somebody wants it', async () => {
    await listening();
    await handedOver();
    const [one] = await deliveries().due(later(20), 10);
    const id = one?.id ?? '';
    const begun = await deliveries().begin(id, 60_000, later(20));
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    const became = { delivered: false, status: 500, error: null, next_at: null, gone: false };
    await deliveries().record(id, begun.fence, became, later(21));
    expect(await deliveries().list({ status: 'dead', limit: 5 })).toHaveLength(1);
    expect(await deliveries().due(later(9_999), 10)).toEqual([]);
    expect(await deliveries().retry(id, later(60))).toBe(true);
    expect(await deliveries().retry(id, later(60))).toBe(false);
    expect(await deliveries().begin(id, 60_000, later(61))).toMatchObject({ attempts: 1 });
  });

  it('switches an endpoint off that wants nothing more', async () => {
    const { id: endpointId } = await listening();
    await handedOver();
    await handedOver();
    const [one, other] = await deliveries().due(later(20), 10);
    const begun = await deliveries().begin(one?.id ?? '', 60_000, later(20));
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    const gone = { delivered: false, status: 410, error: null, next_at: null, gone: true };
    await deliveries().record(one?.id ?? '', begun.fence, gone, later(21));
    const list = await createWebhookEndpoints(world.db).list();
    expect(list.find(({ id }) => id === endpointId)).toMatchObject({ is_active: false });
    expect(await deliveries().begin(other?.id ?? '', 60_000, later(22))).toEqual({
      verdict: 'skip',
      reason: 'endpoint_off',
    });
  });

  it('names a person only to who asked for that, and nobody who was deleted', async () => {
    await listening({ include: ['lead_name', 'lead_phone', 'summary'] });
    const { lead, phone } = await handedOver();
    const [row] = await world.exec('select data from webhook_deliveries');
    expect(JSON.stringify(row)).not.toMatch(/Dana|\+1202/);
    const [one] = await deliveries().due(later(20), 10);
    expect(await deliveries().begin(one?.id ?? '', 1_000, later(20))).toMatchObject({
      data: { lead_name: 'Dana', lead_phone: phone, summary: 'Dana wants a price.' },
    });
    await world.leads.delete(lead.id, later(30));
    const after = await deliveries().begin(one?.id ?? '', 1_000, later(40));
    expect(JSON.stringify(after)).not.toMatch(/Dana|\+1202/);
  });

  it('is forgotten a while after it was settled, and not before', async () => {
    await listening();
    await handedOver();
    const [one] = await deliveries().due(later(20), 10);
    const begun = await deliveries().begin(one?.id ?? '', 60_000, later(20));
    if (begun.verdict !== 'go') throw new Error(begun.verdict);
    expect(await deliveries().prune(later(9_999), 10)).toBe(0);
    const became = { delivered: true, status: 200, error: null, next_at: null, gone: false };
    await deliveries().record(one?.id ?? '', begun.fence, became, later(21));
    expect(await deliveries().prune(later(21), 10)).toBe(0);
    expect(await deliveries().prune(later(22), 10)).toBe(1);
    expect(await deliveries().retry(randomUUID(), NOON)).toBe(false);
  });
});
