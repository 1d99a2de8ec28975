import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NIGHT, NOON } from '../../testing/api-world.ts';
import { startTextsWorld, type TextsWorld } from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

/** Somebody who has agreed to texts and calls. */
async function consented() {
  const id = await world.lead(false);
  const consent = JSON.stringify({ kind: 'written', channel: 'all' });
  await world.exec(`select record_consent(${id}, '${consent}', '${NIGHT.toISOString()}')`);
  return id;
}

const policy = async (id: number) => (await world.get(`/api/leads/${id}/policy`)).body.data;

describe('whether a lead may be contacted', () => {
  it('is told for texts and calls, with hours, limits, consents and rules', async () => {
    const told = await policy(await consented());
    expect(told).toMatchObject({
      text: { verdict: 'allow', rule: 'window_open', until: expect.any(String) },
      call: { verdict: 'allow', rule: 'window_open', until: expect.any(String) },
      zone: 'America/New_York',
      zone_source: 'number',
      local_time: '2026-11-20T12:00',
      caps: { today: { used: 0 }, week: { used: 0 } },
      consent: { text: { kind: 'written' }, call: { kind: 'written' } },
    });
    expect(told.window).toHaveLength(1);
    expect(told.rules).toContainEqual({ rule: 'us-marketing-written', source: expect.any(String) });
    expect(told.rules).toContainEqual({ rule: 'touches_per_day', source: 'settings' });
  });

  it('is told with until when it has to wait', async () => {
    const id = await consented();
    world.clock.now = NIGHT;
    const { text } = await policy(id);
    world.clock.now = NOON;
    expect(text).toMatchObject({ verdict: 'hold', rule: 'quiet_hours', until: expect.any(String) });
  });

  it('is denied without consent, and for whoever opted out', async () => {
    const id = await world.lead(false);
    expect((await policy(id)).text).toMatchObject({
      verdict: 'deny',
      rule: 'no_consent',
      until: null,
    });
    expect((await world.get('/api/leads/999999/policy')).status).toBe(404);
  });

  it('waits while texts are switched off', async () => {
    const id = await consented();
    await world.call('PUT', '/api/switches/stop_texts', { body: { is_on: true, reason: 'test' } });
    const { text, call } = await policy(id);
    await world.call('PUT', '/api/switches/stop_texts', { body: { is_on: false } });
    expect([text.rule, call.rule]).toEqual(['switched_off', 'window_open']);
  });
});
