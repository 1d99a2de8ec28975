import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBriskly } from '@ringback/shared/queue/connect.ts';
import { createHeartbeats } from '@ringback/shared/queue/heartbeats.ts';
import { put } from '@ringback/shared/testing/put.ts';
import { until } from '@ringback/shared/testing/until.ts';
import { NIGHT, NOON } from '../../testing/api-world.ts';
import { NOBODY, startTextsWorld, type TextsWorld } from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

describe('an ordered text', () => {
  it('is accepted once for one key', async () => {
    const body = { to: world.number(), body: 'Are you still looking?' };
    const key = { 'idempotency-key': 'key-of-one-text' };
    const first = await world.post('/api/queue/sms-followup', body, key);
    expect(first.status).toBe(202);
    expect(first.body.data).toMatchObject({ status: 'pending', queued: true });
    const again = await world.post('/api/queue/sms-followup', body, key);
    expect([again.status, again.body.data]).toEqual([200, first.body.data]);
    const other = await world.post('/api/queue/sms-followup', { ...body, body: 'Other' }, key);
    expect(other.status).toBe(422);
  });

  it('at night is held until the morning, and both why and timeline know it', async () => {
    world.clock.now = NIGHT;
    const { body } = await world.post('/api/queue/sms-followup', {
      to: world.number(),
      body: 'Hello',
    });
    world.clock.now = NOON;
    expect(body.data).toMatchObject({ status: 'held', held_reason: 'quiet_hours', queued: false });
    expect(Date.parse(body.data.held_until)).toBeGreaterThan(NIGHT.getTime());
    const [row] = await world.exec(
      `select lead_id from sms_messages where message_id = '${body.data.message_id}'`,
    );
    const why = await world.get(`/api/leads/${String(row?.['lead_id'])}/why`);
    expect(why.body.data[0]).toMatchObject({
      channel: 'text',
      verdict: 'hold',
      rule: 'quiet_hours',
      message_id: body.data.message_id,
    });
    const story = await world.get(`/api/leads/${String(row?.['lead_id'])}/timeline`);
    expect(story.body.data.map(({ kind }: { kind: string }) => kind)).toEqual([
      'arrival',
      'consent',
      'text',
      'decision',
    ]);
  });

  it('may be a template, filled for the lead', async () => {
    const lead_id = await world.lead();
    const template = 'Hi {{first_name|there}}';
    const { body } = await world.post('/api/queue/sms-followup', { lead_id, template });
    const [row] = await world.exec(
      `select body from sms_messages where message_id = '${body.data.message_id}'`,
    );
    expect(row).toEqual({ body: 'Hi Ada' });
    const gap = { lead_id, template: 'Hi {{region}}' };
    expect((await world.post('/api/queue/sms-followup', gap)).status).toBe(400);
  });

  it.each([
    ['nobody', { body: 'x' }, 400],
    ['no words', { to: '+12125550101' }, 400],
    ['gaps that nobody fills', { to: '+12125550101', body: 'Hi {{first_name|there}}' }, 400],
    ['two kinds of words', { to: '+12125550101', body: 'x', template: 'y' }, 400],
    ['an unknown lead', { lead_id: 999_999, body: 'x' }, 404],
    ['an unknown campaign', { to: '+12125550101', body: 'x', campaign_id: NOBODY }, 404],
    ['a number that is none', { to: 'me', body: 'x' }, 422],
    ['an extension', { to: '+1 212 555 0101 ext. 12', body: 'x' }, 422],
    [
      'a moment too far off',
      { to: '+12125550101', body: 'x', run_at: '2028-01-01T00:00:00Z' },
      400,
    ],
  ])('to or with %s is refused', async (_, body, status) => {
    expect((await world.post('/api/queue/sms-followup', body)).status).toBe(status);
  });
});

describe('the health of texting', () => {
  it('is in the numbers and the metrics, with one-word warnings', async () => {
    await world.conversation();
    const redis = connectBriskly(world.redisUrl);
    await new Promise((resolve) => redis.once('ready', resolve));
    const life = createHeartbeats(redis, world.prefix);
    // Redis has a second for its answer; on a busy machine the first may come too late.
    const unmanned = await until(
      async () => (await world.get('/api/queue/stats')).body.data,
      ({ warnings }) => warnings.includes('processor_not_running'),
    );
    expect(unmanned.warnings).toContain('processor_not_running');
    for (const service of ['call-worker', 'sms-worker', 'analyzer']) await life.note(service, NOON);
    redis.disconnect();
    await world.exec(`update sms_messages set delivery_status = 'canceled'
      where delivery_status in ('pending', 'held')`);
    const healthy = (await world.get('/api/queue/stats')).body.data;
    expect(healthy.processors).toHaveLength(3);
    expect(healthy.warnings).toEqual([]);

    const { body } = await world.post('/api/queue/sms-followup', {
      to: world.number(),
      body: 'Hello',
    });
    const overdue = new Date(NOON.getTime() - 600_000).toISOString();
    await world.exec(`update sms_messages set send_at = '${overdue}'
      where message_id = '${body.data.message_id}'`);
    expect((await world.get('/api/queue/stats')).body.data.warnings).toEqual(['texts_overdue']);

    await world.exec(
      put(
        'sms_messages',
        `update sms_messages set delivery_status = 'undelivered', delivery_error = '30007',
         sent_at = '${overdue}' where kind in ('single', 'human')`,
      ),
    );
    const filtered = (await world.get('/api/queue/stats')).body.data;
    expect(filtered.texts.filtered_ratio).toBe(1);
    expect(filtered.warnings).toContain('texts_filtered');

    // Each reading is another second's, so that it is a new one.
    const { text } = await until(
      () => {
        world.clock.now = world.clock.now === NOON ? new Date(NOON.getTime() + 2_000) : NOON;
        return world.send('/metrics');
      },
      (metrics) => /processor_running\{processor="sms-worker".*\} 1\b/.test(metrics.text),
    );
    world.clock.now = NOON;
    expect(text).toMatch(/ringback_texts_filtered_ratio\{.*\} 1\b/);
    expect(text).toMatch(/ringback_processor_running\{processor="sms-worker".*\} 1\b/);
    expect(text).toMatch(/ringback_webhook_silence_seconds\{webhook="twilio\/text_inbound"/);
  });
});
