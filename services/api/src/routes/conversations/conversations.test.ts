import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NOBODY, startTextsWorld, type TextsWorld } from '../../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

describe('a conversation', () => {
  const seqs = (messages: { seq: number }[]) => messages.map(({ seq }) => seq);

  it('is read page by page, both ways, with names that stay', async () => {
    const { path } = await world.conversation(['1', '2', '3', '4', '5']);
    const newest = (await world.get(`${path}/messages?limit=2`)).body.data;
    expect([seqs(newest.messages), newest.older, newest.newer]).toEqual([[4, 5], 4, null]);
    const older = (await world.get(`${path}/messages?limit=2&before=4`)).body.data;
    expect([seqs(older.messages), older.older, older.newer]).toEqual([[2, 3], 2, 3]);
    const newer = (await world.get(`${path}/messages?limit=9&after=3`)).body.data;
    expect(newer.messages).toEqual(newest.messages);
    expect((await world.get(`${path}/messages?before=1&after=1`)).status).toBe(400);
    expect((await world.get(`/api/conversations/${NOBODY}/messages`)).status).toBe(404);
  });

  it('is read before and after a moment, too', async () => {
    const { path } = await world.conversation(['1', '2', '3']);
    const { messages } = (await world.get(`${path}/messages`)).body.data;
    const at = new Date(messages[1].sent_at ?? messages[1].created_at).getTime();
    const read = async (side: string, ms: number) =>
      seqs(
        (await world.get(`${path}/messages?${side}=${new Date(at + ms).toISOString()}`)).body.data
          .messages,
      );
    const later = 60_000;
    expect(await read('before', later)).toEqual([1, 2, 3]);
    expect(await read('before', -later)).toEqual([]);
    expect(await read('after', -later)).toEqual([1, 2, 3]);
    expect(await read('after', later)).toEqual([]);
    expect((await world.get(`${path}/messages?before=yesterday`)).status).toBe(400);
  });

  it('is found by what it came to', async () => {
    const { path, id } = await world.conversation();
    await world.conversation();
    await world.post(`${path}/close`, { outcome: 'escalated' });
    const { body } = await world.get('/api/conversations?conversion_status=escalated');
    expect(body.data.map((row: { id: string }) => row.id)).toEqual([id]);
  });

  it('is taken over by whoever writes, once for each message', async () => {
    const { path } = await world.conversation();
    const text = { body: 'This is Ana, how can I help?', client_message_id: 'from-ana-1' };
    const answers = await Promise.all([1, 2, 3].map(() => world.post(`${path}/messages`, text)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 202]);
    const ids = answers.map(({ body }) => body.data.message.message_id);
    expect(new Set(ids).size).toBe(1);
    const { conversation: row, messages } = (await world.get(`${path}/messages`)).body.data;
    expect(row).toMatchObject({ owner: 'human', reply_due_at: null });
    expect(messages.at(-1)).toMatchObject({ author: 'human', client_message_id: 'from-ana-1' });
    const other = { ...text, body: 'Something else' };
    expect((await world.post(`${path}/messages`, other)).status).toBe(422);
  });

  it('goes from hand to hand, and each step twice is once', async () => {
    const { path, id } = await world.conversation();
    for (const [verb, owner] of [
      ['takeover', 'human'],
      ['handback', 'ai'],
    ]) {
      for (const _ of [1, 2]) {
        const { status, body } = await world.post(`${path}/${verb}`);
        expect([status, body.data.owner]).toEqual([200, owner]);
      }
    }
    const job = await world.get(`/api/queue/jobs/reply-${id}-3`);
    expect(job.body.data).toMatchObject({ queue: 'sms-reply', conversation: { id } });
    const judge = () => world.post('/api/queue/analyze-conversation', { conversation_id: id });
    expect((await judge()).status).toBe(409);
    const [ana] = await world.exec(`insert into users (email, name, role, created_at)
      values ('ana@example.com', 'Ana', 'agent', now()) returning id`);
    const assigned = await world.post(`${path}/assign`, { user_id: ana?.['id'] });
    expect(assigned.body.data.assigned_to).toBe(ana?.['id']);
    expect((await world.post(`${path}/assign`, { user_id: NOBODY })).status).toBe(409);
    for (const _ of [1, 2]) {
      const { body } = await world.post(`${path}/close`, { outcome: 'qualified' });
      expect(body.data).toMatchObject({
        owner: 'closed',
        conversion_status: 'qualified',
        end_reason: 'closed_by_staff',
        end_evidence: { by: expect.any(String), outcome: 'qualified' },
        ended_at: expect.any(String),
      });
    }
    expect((await world.post(`${path}/takeover`)).status).toBe(409);
    const judged = await judge();
    expect([judged.status, judged.body.data.queued]).toEqual([202, true]);
    for (const verb of ['takeover', 'handback']) {
      expect((await world.post(`/api/conversations/${NOBODY}/${verb}`)).status).toBe(404);
    }
  });

  it('is read up to where somebody has read, and never less', async () => {
    const { path, id } = await world.conversation();
    const listed = async () =>
      (await world.get('/api/conversations')).body.data.find(
        (row: { id: string }) => row.id === id,
      );
    expect((await listed()).unread).toBe(3);
    await world.post(`${path}/read`, { seq: 2 });
    expect((await listed()).unread).toBe(1);
    expect((await world.post(`${path}/read`, { seq: 1 })).body.data).toEqual({ last_read_seq: 2 });
    await world.post(`${path}/read`, {});
    expect((await listed()).unread).toBe(0);
  });

  it('is found by its owner, its lead and its page', async () => {
    const { from, id } = await world.conversation();
    const q = encodeURIComponent(from);
    const found = await world.get(`/api/conversations?q=${q}&owner=ai&open=true&unread=true`);
    expect(found.body.data.map((row: { id: string }) => row.id)).toEqual([id]);
    const first = await world.get('/api/conversations?limit=1');
    const second = await world.get(`/api/conversations?limit=1&cursor=${first.body.next_cursor}`);
    expect(second.body.data[0].id).not.toBe(first.body.data[0].id);
    expect((await world.get('/api/conversations?cursor=nonsense')).status).toBe(400);
  });

  it('has a text that failed tried once more, by hand', async () => {
    const { body: made } = await world.post('/api/queue/sms-followup', {
      to: world.number(),
      body: 'Hello?',
    });
    const first = made.data.message_id as string;
    const { conversation_id: id } = (
      await world.exec(`select conversation_id from sms_messages where message_id = '${first}'`)
    )[0] as { conversation_id: string };
    const retry = (conversation = id, message = first) =>
      world.post(`/api/conversations/${conversation}/messages/${message}/retry`);
    expect((await retry()).status).toBe(409);
    await world.exec(`update sms_messages set delivery_status = 'failed', delivery_error = '30034'
      where message_id = '${first}'`);
    const tried = await retry();
    expect(tried.status).toBe(202);
    expect(tried.body.data).toMatchObject({ queued: true, message: { retry_of: first } });
    const again = await retry();
    expect([again.status, again.body.data.message.message_id]).toEqual([
      200,
      tried.body.data.message.message_id,
    ]);
    expect((await retry(NOBODY)).status).toBe(404);
    expect((await retry(id, NOBODY)).status).toBe(404);
  });

  it('with somebody who opted out takes no more words', async () => {
    const { path } = await world.conversation(['STOP']);
    const text = { body: 'But wait', client_message_id: 'x' };
    expect((await world.post(`${path}/messages`, text)).status).toBe(409);
  });
});
