import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from '../testing/api-world.ts';

let world: World;
let home: World;
beforeAll(async () => {
  world = await startWorld();
  home = await startWorld({ database: world.db, env: { WEBHOOK_ALLOW_PRIVATE: 'true' } });
}, 180_000);
afterEach(() => world.db.exec('delete from webhook_endpoints'));
afterAll(() => home?.stop().then(() => world.stop()));

const entered = (at: World, body: object) => at.call('POST', '/api/webhook-endpoints', { body });
const URL = 'http://127.0.0.1:9/in';

describe('an endpoint for webhooks', () => {
  it('is registered with a secret that is shown once and never again', async () => {
    const { status, body } = await entered(home, { url: URL });
    expect(status).toBe(201);
    expect(body.data).toMatchObject({
      url: URL,
      events: ['conversation.needs_person', 'person_needed'],
      include: [],
      is_active: true,
      secret: expect.stringMatching(/^whsec_[A-Za-z0-9+/]{32}$/),
    });
    const list = await home.call('GET', '/api/webhook-endpoints');
    expect(list.body.data).toHaveLength(1);
    expect(JSON.stringify(list.body)).not.toContain('whsec_');
  });

  it('may bring its own secret, of the standard’s shape', async () => {
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    expect((await entered(home, { url: URL, secret })).body.data.secret).toBeNull();
    expect((await entered(home, { url: URL, secret: 'whsec_short' })).status).toBe(400);
  });

  it('may be an incoming webhook of Slack or Teams, which has no use for a secret', async () => {
    const made = await entered(home, { url: URL, format: 'slack' });
    expect(made.body.data).toMatchObject({
      ...{ format: 'slack', secret: null },
      // Programs may take both events; people read of a need once.
      events: ['person_needed'],
    });
    const { body } = await home.call('PATCH', `/api/webhook-endpoints/${made.body.data.id}`, {
      body: { format: 'teams' },
    });
    expect(body.data.format).toBe('teams');
    expect((await entered(home, { url: URL, format: 'pigeon' })).status).toBe(400);
  });

  it('is sent a test, which is delivered as any message is', async () => {
    const { id } = (await entered(home, { url: URL })).body.data;
    const sent = await home.call('POST', `/api/webhook-endpoints/${id}/test`);
    expect(sent.status).toBe(202);
    const { body } = await home.call('GET', `/api/webhook-deliveries?endpoint_id=${id}`);
    expect(body.data).toEqual([
      expect.objectContaining({
        id: sent.body.data.delivery_id,
        event: 'endpoint.test',
        status: 'pending',
      }),
    ]);
    const gone = await home.call(
      'POST',
      `/api/webhook-endpoints/${sent.body.data.delivery_id}/test`,
    );
    expect(gone.status).toBe(404);
  });

  it('is changed, switched off and removed', async () => {
    const { id } = (await entered(home, { url: URL })).body.data;
    const path = `/api/webhook-endpoints/${id}`;
    const change = { include: ['lead_phone'], is_active: false };
    const { body } = await home.call('PATCH', path, { body: change });
    expect(body.data).toMatchObject({ id, url: URL, ...change });
    expect((await home.call('DELETE', path)).status).toBe(200);
    expect((await home.call('DELETE', path)).status).toBe(404);
    expect((await home.call('PATCH', path, { body: change })).status).toBe(404);
  });

  it.each([
    ['http', 'http://hooks.example.com/'],
    ['this machine', 'https://127.0.0.1/'],
    ['this machine by name', 'https://localhost/'],
    ['this machine as a number', 'https://2130706433/'],
    ['the cloud’s keys', 'https://169.254.169.254/latest/meta-data/'],
    ['our own network', 'https://10.0.0.5/'],
    ['carrier-grade NAT', 'https://100.64.0.1/'],
    ['unique local', 'https://[fd00::1]/'],
    ['mapped', 'https://[::ffff:10.0.0.1]/'],
    ['a service beside us', 'https://redis/'],
    ['a password', 'https://me:secret@example.com/'],
    ['no address', 'not an address'],
  ])('is refused if its URL is %s', async (_, url) => {
    const { status, body } = await entered(world, { url });
    expect({ status, path: body.faults[0]?.path }).toEqual({ status: 422, path: 'url' });
    expect((await world.call('GET', '/api/webhook-endpoints')).body.data).toEqual([]);
  });

  it('cannot be moved into a private network afterwards', async () => {
    const [row] = await world.db.exec(`insert into webhook_endpoints
      (url, secret, events, created_at, updated_at)
      values ('https://hooks.example.com/', 'whsec_x', '{}', now(), now()) returning id`);
    const path = `/api/webhook-endpoints/${row?.['id']}`;
    const { status } = await world.call('PATCH', path, { body: { url: 'https://10.0.0.5/' } });
    expect(status).toBe(422);
    await world.db.exec('delete from webhook_endpoints');
  });

  it('is for admins alone', async () => {
    const made = await home.call('POST', '/api/keys', { body: { name: 'x', role: 'agent' } });
    const { key } = made.body.data;
    for (const path of ['/api/webhook-endpoints', '/api/webhook-deliveries']) {
      expect((await home.call('GET', path, { key })).status).toBe(403);
    }
  });
});

describe('deliveries', () => {
  it('are listed with their results, and a dead one can be retried', async () => {
    const { id: endpointId } = (await entered(home, { url: URL })).body.data;
    const [row] = await world.db.exec(`insert into webhook_deliveries
      (endpoint_id, event, dedupe_key, data, happened_at, status, attempts, last_status, created_at, updated_at)
      values ('${endpointId}', 'conversation.needs_person', 'a', '{"lead_id": 7}', now(), 'dead', 10, 500, now(), now())
      returning id`);
    const id = String(row?.['id']);
    const { body } = await home.call('GET', '/api/webhook-deliveries?status=dead');
    expect(body.data).toEqual([
      expect.objectContaining({ id, attempts: 10, last_status: 500, data: { lead_id: 7 } }),
    ]);
    const retry = `/api/webhook-deliveries/${id}/retry`;
    expect((await home.call('POST', retry)).status).toBe(200);
    expect((await home.call('POST', retry)).status).toBe(404);
    const pending = await home.call('GET', '/api/webhook-deliveries?status=pending');
    expect(pending.body.data).toHaveLength(1);
  });
});
