import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTextsWorld, type TextsWorld } from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

describe('a search', () => {
  it('finds people, what was said with the words around it, and campaigns', async () => {
    const { id, from } = await world.conversation();
    await world.db.exec(`update leads set name = 'Wagonette Moss' where phone = '${from}';
      update sms_messages set body = 'Is the red wagon still there?'
        where conversation_id = '${id}' and seq = 1;
      insert into campaigns (id, name, sender, provider, status, created_at, updated_at)
        values (gen_random_uuid(), 'Spring wagons', '+12025550190', 'twilio', 'draft', now(), now())`);
    const { status, body } = await world.get('/api/search?q=wagon');
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      people: [{ name: 'Wagonette Moss', phone: from }],
      said: [
        {
          kind: 'text',
          conversation_id: id,
          lead_name: 'Wagonette Moss',
          seq: 1,
          excerpt: { words: 'Is the red wagon still there?', from: 11, to: 16 },
        },
      ],
      campaigns: [{ name: 'Spring wagons', status: 'draft' }],
    });
    expect(body.data.said[0].words).toBeUndefined();
    const listed = await world.get('/api/inbox?view=open&q=wagon');
    expect(listed.body.data).toMatchObject([
      {
        id,
        said: { seq: 1, excerpt: { words: 'Is the red wagon still there?', from: 11, to: 16 } },
      },
    ]);
    expect(listed.body.data[0].said.words).toBeUndefined();
  });

  it('finds a person by a number in another spelling', async () => {
    const { from } = await world.conversation();
    const [, area, exchange, line] = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(from) ?? [];
    const q = encodeURIComponent(`(${area}) ${exchange}-${line}`);
    const { body } = await world.get(`/api/search?q=${q}`);
    expect(body.data.people).toMatchObject([{ phone: from }]);
  });

  it('has no more of a group than is asked for, and finds nothing without a word', async () => {
    await world.conversation();
    await world.conversation();
    const { body } = await world.get('/api/search?q=Hello&limit=1');
    expect(body.data.said).toHaveLength(1);
    expect((await world.get('/api/search')).status).toBe(400);
    expect((await world.get('/api/search?q=x&limit=21')).status).toBe(400);
  });
});
