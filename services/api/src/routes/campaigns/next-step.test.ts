import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NIGHT, NOON } from '../../testing/api-world.ts';
import { startTextsWorld, type TextsWorld, WORDS } from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

/** Somebody in a running campaign of two steps. */
async function enrolled() {
  const steps = [{ body: WORDS }, { body: 'Still there?', delay_seconds: 3600 }];
  const { body } = await world.campaign({ steps });
  const campaign = body.data.campaign?.id ?? body.data.id;
  await world.post(`/api/campaigns/${campaign}/start`);
  const lead = await world.lead();
  await world.post(`/api/campaigns/${campaign}/enroll`, { lead_ids: [lead] });
  const rows = await world.get(`/api/campaigns/${campaign}/enrollments`);
  return { id: rows.body.data[0].id as number, lead };
}

describe('the next step for one lead', () => {
  it('is left out, once', async () => {
    const { id } = await enrolled();
    for (const _ of [1, 2]) {
      const { status, body } = await world.post(`/api/enrollments/${id}/skip`, { step: 1 });
      expect([status, body.data.next_step]).toEqual([200, 2]);
    }
    expect((await world.post('/api/enrollments/999999/skip', {})).status).toBe(404);
  });

  it('leaves now, and is not skipped twice by hand', async () => {
    const { id } = await enrolled();
    const sent = await world.post(`/api/enrollments/${id}/send-now`);
    expect(sent.status).toBe(202);
    expect(sent.body.data).toMatchObject({
      queued: true,
      enrollment: { id, message_id: expect.any(String) },
    });
    expect((await world.post('/api/enrollments/999999/send-now')).status).toBe(404);
  });

  it('does not leave at night, nor while the campaign rests', async () => {
    const { id } = await enrolled();
    world.clock.now = NIGHT;
    await world.exec(`update consents set at = '2026-11-01T00:00:00Z'`);
    const night = await world.post(`/api/enrollments/${id}/send-now`);
    world.clock.now = NOON;
    expect(night.status).toBe(409);
    expect(night.body.detail).not.toBe('');
    await world.call('PATCH', `/api/enrollments/${id}`, { body: { status: 'paused' } });
    expect((await world.post(`/api/enrollments/${id}/send-now`)).status).toBe(409);
  });
});
