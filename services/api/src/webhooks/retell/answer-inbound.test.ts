import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { NOON } from '../../testing/api-world.ts';
import {
  OURS,
  type RetellWorld,
  signatureOf,
  startRetellWorld,
} from '../../testing/retell-world.ts';

let world: RetellWorld;
let redis: ReturnType<typeof connectBriskly>;
const lines: string[] = [];
beforeAll(async () => {
  world = await startRetellWorld({ lines });
  redis = connectBriskly(world.redisUrl);
  await new Promise((resolve) => redis.once('ready', resolve));
});
afterAll(async () => {
  redis.disconnect();
  await world.stop();
});

const active = () => createActiveLeads({ redis, prefix: world.prefix, now: () => world.clock.now });
const lookUps = () =>
  lines
    .map((line) => JSON.parse(line))
    .filter(({ msg }) => msg === 'number looked up')
    .map(({ foundBy, leadId }) => [foundBy, leadId]);

describe('who is this number', () => {
  it('is asked of the screens, then of the last contact, then of the leads; the last one restores the mapping', async () => {
    const { id, phone } = await world.lead('DD');
    const other = await world.lead('Somebody on a screen');
    const screen = { phone, leadId: other.id, streamId: 'page-1' };
    lines.length = 0;

    await active().set(screen);
    const first = await world.inbound('chat_inbound', phone);
    expect(first.body.chat_inbound.dynamic_variables.name).toBe('Somebody on a screen');

    await active().drop(screen);
    const second = await world.inbound('chat_inbound', phone);
    expect(second.body.chat_inbound.dynamic_variables.customer_name).toBe('DD');
    expect(await active().find(phone)).toBe(id);

    await redis.del(...(await redis.keys(`${world.prefix}:active-lead:*`)));
    await world.retell('', world.sms(phone, 'Are you there?'));
    await redis.del(...(await redis.keys(`${world.prefix}:active-lead:*`)), 'none');
    const third = await world.inbound('call_inbound', phone);
    expect(third.body.call_inbound.dynamic_variables.history).toContain('Are you there?');
    expect(lookUps()).toEqual([
      ['live_stream', other.id],
      ['leads', id],
      ['leads', id],
      ['recent_contact', id],
    ]);
  });

  it('who nobody knows is answered as a customer with a number', async () => {
    const phone = world.number();
    const { status, body } = await world.inbound('call_inbound', phone);
    expect(status).toBe(200);
    expect(body.call_inbound).toMatchObject({
      override_agent_id: 'agent_default',
      dynamic_variables: { customer_name: `Customer ${phone}`, is_known: 'false' },
      metadata: { from_number: phone, to_number: OURS },
    });
    const values: unknown[] = Object.values(body.call_inbound.dynamic_variables);
    expect(values.every((value) => typeof value === 'string')).toBe(true);
  });

  it('is answered without a name while the database is away', async () => {
    const { phone } = await world.lead('Ann');
    world.db.takeAway();
    const { status, body } = await world.inbound('call_inbound', phone);
    world.db.bringBack();
    expect([status, body.call_inbound.dynamic_variables]).toEqual([200, undefined]);
    const back = await until(
      () => world.call('GET', '/api/leads'),
      (reply) => reply.status === 200,
    );
    expect(back.status).toBe(200);
  });
});

type Fault = { path: string; found: string };

describe('the door', () => {
  const body = JSON.stringify({ event: 'call_ended', call: { call_id: 'x' } });

  it.each([
    ['no signature', {}],
    ['another key', { 'x-retell-signature': signatureOf(body, NOON.getTime(), 'key_other') }],
    ['an old signature', { 'x-retell-signature': signatureOf(body, NOON.getTime() - 301_000) }],
  ])('is shut to %s: 403, nothing written', async (_, headers) => {
    const before = await world.exec('select count(*) as n from call_events');
    for (const path of ['', '/inbound']) {
      expect((await world.retell(path, body, headers as never)).status).toBe(403);
    }
    expect(await world.exec('select count(*) as n from call_events')).toEqual(before);
  });

  it('refuses what does not fit with a word for what is wrong, and counts it', async () => {
    const faults = [];
    for (const odd of ['[]', '{', '{"event":5}', '{"event":"call_ended","call":{}}']) {
      const { status, body: problem } = await world.retell('', odd);
      faults.push([status, ...problem.faults.map(({ path, found }: Fault) => `${path}: ${found}`)]);
    }
    expect(faults).toEqual([
      [400, 'event: nothing'],
      [400, '(body): something that cannot be read'],
      [400, 'event: a number'],
      [400, 'call.call_id: nothing'],
    ]);
    expect((await world.retell('', { event: 'agent_dreamed' })).status).toBe(204);
    const { text } = await world.send('/metrics');
    expect(text).toMatch(/provider="retell",kind="event",result="malformed".*} 4/);
  });
});
