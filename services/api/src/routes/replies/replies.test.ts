import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOBODY, startTextsWorld, type TextsWorld } from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const keep = (name: string, body: string) => world.post('/api/replies', { name, body });

describe('words kept ready', () => {
  it('are kept, listed, changed and thrown away', async () => {
    const made = await keep('Opening hours', 'Hi {{first_name|there}}, we open at nine.');
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({ variables: ['first_name'], findings: [] });
    const path = `/api/replies/${made.body.data.id}`;
    const names = async () =>
      (await world.get('/api/replies')).body.data.map((one: { name: string }) => one.name);
    expect(await names()).toEqual(['Opening hours']);
    const changed = await world.call('PATCH', path, { body: { name: 'Hours' } });
    expect(changed.body.data).toMatchObject({ name: 'Hours', body: expect.any(String) });
    expect((await keep('Hours', 'Twice.')).status).toBe(409);
    expect((await world.call('DELETE', path)).status).toBe(200);
    expect((await world.call('DELETE', path)).status).toBe(404);
    expect((await world.call('PATCH', path, { body: { name: 'x' } })).status).toBe(404);
    expect(await names()).toEqual([]);
    const acts = await world.exec(`select action from activity_log
      where subject_kind = 'canned_reply' order by id`);
    expect(acts.map(({ action }) => action)).toEqual([
      'reply_created',
      'reply_changed',
      'reply_deleted',
    ]);
  });

  it('are filled for a lead, and say what nobody knows', async () => {
    const lead_id = await world.lead();
    const render = async (id: string) =>
      (await world.post(`/api/replies/${id}/render`, { lead_id })).body.data;
    const hello = (await keep('Hello', 'Hi {{first_name|there}}!')).body.data.id;
    expect(await render(hello)).toEqual({ body: 'Hi Ada!', missing: [] });
    const car = (await keep('Car', '{{first_name}}, your {{car}} is ready.')).body.data.id;
    expect(await render(car)).toEqual({ body: 'Ada, your {{car}} is ready.', missing: ['car'] });
    expect((await world.post(`/api/replies/${NOBODY}/render`, { lead_id })).status).toBe(404);
  });

  it('come with what is to be said about them, and are refused where nobody could be filled in', async () => {
    const made = await keep('Link', 'See https://bit.ly/x');
    expect(made.body.data.findings).toContainEqual(
      expect.objectContaining({ rule: 'public_shortener' }),
    );
    expect((await keep('Broken', 'Hi {{first_name')).status).toBe(400);
  });
});
