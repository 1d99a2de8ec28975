import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOBODY, startTextsWorld, type TextsWorld } from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

describe('notes', () => {
  it('are written, listed and taken away', async () => {
    const { id: conversation_id } = await world.conversation();
    const made = await world.post('/api/notes', { conversation_id, body: 'Prefers mornings.' });
    expect(made.status).toBe(201);
    expect(made.body.data).toMatchObject({
      conversation_id,
      lead_id: expect.any(Number),
      author_name: 'bootstrap',
      body: 'Prefers mornings.',
      deleted_at: null,
    });
    const { id, lead_id } = made.body.data;
    const again = await world.post('/api/notes', { id, lead_id, body: 'Prefers mornings.' });
    expect([again.status, again.body.data.id]).toEqual([200, id]);
    const listed = await world.get(`/api/notes?lead_id=${lead_id}`);
    expect(listed.body.data.map((note: { id: string }) => note.id)).toEqual([id]);
    const gone = await world.call('DELETE', `/api/notes/${id}`);
    expect(gone.body.data).toMatchObject({ body: '', deleted_at: expect.any(String) });
  });

  it('belong to somebody who exists', async () => {
    const post = async (body: object) => (await world.post('/api/notes', body)).status;
    expect(await post({ body: 'To nobody.' })).toBe(400);
    expect(await post({ lead_id: 999_999, body: 'To nobody.' })).toBe(404);
    expect(await post({ conversation_id: NOBODY, body: 'To nobody.' })).toBe(404);
    expect(await post({ lead_id: await world.lead(), body: ' ' })).toBe(400);
    expect((await world.call('DELETE', `/api/notes/${NOBODY}`)).status).toBe(404);
  });

  it('are taken away by who wrote them, or an admin', async () => {
    const key = async (role: string) =>
      (await world.post('/api/keys', { name: role, role })).body.data.key as string;
    const [agent, viewer] = [await key('agent'), await key('viewer')];
    const lead_id = await world.lead();
    const { body } = await world.post('/api/notes', { lead_id, body: 'An admin’s.' });
    const path = `/api/notes/${body.data.id}`;
    expect((await world.call('DELETE', path, { key: agent })).status).toBe(403);
    const note = { lead_id, body: 'x' };
    expect((await world.call('POST', '/api/notes', { key: viewer, body: note })).status).toBe(403);
    expect((await world.call('DELETE', path)).status).toBe(200);
  });
});
