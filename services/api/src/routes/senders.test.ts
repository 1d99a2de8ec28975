import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOON, startWorld, type World } from '../testing/api-world.ts';

const SENDER = '+18885550190';
const PATH = `/api/senders/${encodeURIComponent(SENDER)}`;

let world: World;
beforeAll(async () => {
  world = await startWorld({ env: { TWILIO_FROM: SENDER } });
  const steps = [{ body: 'Hi {{first_name|there}}. Reply STOP to opt out.' }];
  await world.call('POST', '/api/campaigns', { body: { name: 'Autumn', steps } });
});
afterAll(() => world.stop());

const listed = async () => (await world.call('GET', '/api/senders')).body.data;

describe('senders', () => {
  it('are those of campaigns and conversations, each with its line', async () => {
    expect(await listed()).toEqual([
      {
        sender: SENDER,
        per_second: null,
        usual_per_second: 1,
        waiting: 0,
        free_at: null,
        rests_until: null,
        rest_reason: null,
      },
    ]);
    const to = '+12125556001';
    await world.call('POST', '/api/queue/sms-followup', { body: { to, body: 'It is ready.' } });
    expect(await listed()).toMatchObject([{ sender: SENDER, waiting: 1 }]);
  });

  it('have the pace that a person sets, and the usual one again', async () => {
    for (const pace of [3, 0.5, null]) {
      const set = await world.call('PATCH', PATH, { body: { per_second: pace } });
      expect([set.status, set.body.data.per_second]).toEqual([200, pace]);
    }
    for (const per_second of [0, -1, 1_001, 'fast']) {
      expect((await world.call('PATCH', PATH, { body: { per_second } })).status).toBe(400);
    }
    const nobody = '/api/senders/%2B12025550000';
    expect((await world.call('PATCH', nobody, { body: { per_second: 1 } })).status).toBe(404);
    expect((await world.call('POST', `${nobody}/wake`)).status).toBe(404);
  });

  it('rest until somebody wakes them, which may be said twice', async () => {
    const until = new Date(NOON.getTime() + 3_600_000).toISOString();
    await world.db.exec(
      `update senders set rests_until = '${until}', rest_reason = '30034' where sender = '${SENDER}'`,
    );
    const [resting] = await listed();
    expect(new Date(resting.rests_until).toISOString()).toBe(until);
    expect(resting.rest_reason).toBe('30034');
    for (const _ of [1, 2]) {
      const woken = await world.call('POST', `${PATH}/wake`);
      expect(woken.status).toBe(200);
      expect(woken.body.data).toMatchObject({ rests_until: null, rest_reason: null });
    }
  });

  it('are looked at by anybody with a key and changed by admins alone', async () => {
    const made = await world.call('POST', '/api/keys', { body: { name: 'Desk', role: 'agent' } });
    const key: string = made.body.data.key;
    expect((await world.call('GET', '/api/senders', { key })).status).toBe(200);
    const change = { key, body: { per_second: 2 } };
    expect((await world.call('PATCH', PATH, change)).status).toBe(403);
    expect((await world.call('POST', `${PATH}/wake`, { key })).status).toBe(403);
  });
});
