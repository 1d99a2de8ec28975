import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOBODY, startTextsWorld, type TextsWorld } from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const ids = (reply: { body: { data: { id: string }[] } }) => reply.body.data.map(({ id }) => id);

describe('the inbox', () => {
  it('lists who needs a person, what is open, and what has ended', async () => {
    const { id, from, path } = await world.conversation();
    const q = encodeURIComponent(from);
    expect(ids(await world.get(`/api/inbox?q=${q}`))).toEqual([]);
    const open = await world.get(`/api/inbox?view=open&q=${q}`);
    expect(open.body.data).toMatchObject([
      {
        kind: 'conversation',
        id,
        reason: null,
        waits_since: null,
        unread: 3,
        conversation: { id, owner: 'ai' },
        last_message: { author: 'lead', body: 'Hello?' },
        lead: { phone: from },
        call: null,
        analysis: null,
        enrollment: null,
      },
    ]);
    expect(open.body.data[0].rank).toBeUndefined();
    await world.post(`${path}/close`, {});
    expect(ids(await world.get(`/api/inbox?view=open&q=${q}`))).toEqual([]);
    expect(ids(await world.get(`/api/inbox?view=ended&q=${q}`))).toEqual([id]);
  });

  it('shows what is mine, and turns pages', async () => {
    const made = [await world.conversation(), await world.conversation()];
    for (const { path } of made) await world.post(`${path}/takeover`);
    const first = await world.get('/api/inbox?view=mine&limit=1');
    expect(first.body.data).toHaveLength(1);
    const second = await world.get(`/api/inbox?view=mine&limit=1&cursor=${first.body.next_cursor}`);
    expect([...ids(first), ...ids(second)].sort()).toEqual(made.map(({ id }) => id).sort());
    expect((await world.get('/api/inbox?cursor=nonsense')).status).toBe(400);
    expect((await world.get('/api/inbox?view=everything')).status).toBe(400);
  });

  it('counts', async () => {
    const before = (await world.get('/api/inbox/counts')).body.data;
    const { path } = await world.conversation();
    await world.post(`${path}/takeover`);
    const after = (await world.get('/api/inbox/counts')).body.data;
    expect(after).toMatchObject({
      needs: before.needs,
      mine: before.mine + 1,
      open: before.open + 1,
      unread: before.unread + 1,
      warnings: expect.any(Number),
    });
    await world.post(`${path}/read`, {});
    expect((await world.get('/api/inbox/counts')).body.data.unread).toBe(before.unread);
    expect((await world.post(`${path}/unread`)).body.data).toEqual({ last_read_seq: 2 });
    expect((await world.post(`/api/conversations/${NOBODY}/unread`)).status).toBe(404);
  });

  it('opens again what was closed by mistake', async () => {
    const { path } = await world.conversation();
    await world.post(`${path}/close`, { outcome: 'unqualified' });
    const { status, body } = await world.post(`${path}/reopen`);
    expect([status, body.data.owner, body.data.conversion_status]).toEqual([200, 'human', null]);
    expect((await world.post(`/api/conversations/${NOBODY}/reopen`)).status).toBe(404);
    await world.exec(`select suppress('${body.data.lead_phone}', 'all', 'api', null, null, now())`);
    expect((await world.post(`${path}/reopen`)).status).toBe(409);
  });

  it('keeps an answer of the agent back', async () => {
    const { path } = await world.conversation();
    for (const _ of [1, 2]) {
      const { status, body } = await world.post(`${path}/hold-reply`);
      expect([status, body.data.owner, body.data.reply_state]).toEqual([200, 'paused', 'held']);
    }
    const needs = await world.get('/api/inbox?view=needs');
    expect(needs.body.data.map((row: { reason: string }) => row.reason)).toContain('unclear');
    await world.post(`${path}/takeover`);
    expect((await world.post(`${path}/hold-reply`)).status).toBe(409);
    expect((await world.post(`/api/conversations/${NOBODY}/hold-reply`)).status).toBe(404);
  });

  it('tells what stands between the texts of a conversation', async () => {
    const { path } = await world.conversation();
    await world.post(`${path}/takeover`);
    const whole = await world.get(`${path}/entries`);
    expect(whole.body.data).toContainEqual(
      expect.objectContaining({
        kind: 'ownership',
        ownership: expect.objectContaining({ to_owner: 'human', actor_name: 'bootstrap' }),
      }),
    );
    const second = await world.get(`${path}/entries?limit=1`);
    const first = await world.get(`${path}/entries?before=${second.body.next_cursor}`);
    expect([...first.body.data, ...second.body.data]).toEqual(whole.body.data);
    expect((await world.get(`/api/conversations/${NOBODY}/entries`)).status).toBe(404);
    expect((await world.get(`${path}/entries?before=nonsense`)).status).toBe(400);
  });
});
