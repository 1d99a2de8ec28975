import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN_KEY } from '../testing/api-world.ts';
import { startTextsWorld, type TextsWorld } from '../testing/texts-world.ts';

let world: TextsWorld;
beforeAll(async () => {
  world = await startTextsWorld();
});
afterAll(() => world.stop());

const say = (conversation_id: string, state: string) =>
  world.post('/api/presence', { conversation_id, state });
const list = async (id: string) =>
  (await world.get(`/api/presence?conversation_id=${id}`)).body.data;

describe('who looks at a conversation', () => {
  it('is known for eight seconds, or until they leave', async () => {
    const id = randomUUID();
    const started = world.clock.now;
    expect((await say(id, 'typing')).status).toBe(200);
    expect(await list(id)).toMatchObject([
      { conversation_id: id, name: 'bootstrap', state: 'typing' },
    ]);
    expect(await list(randomUUID())).toEqual([]);
    world.clock.now = new Date(started.getTime() + 8_000);
    expect(await list(id)).toEqual([]);
    world.clock.now = started;
    await say(id, 'here');
    expect(await list(id)).toHaveLength(1);
    await say(id, 'gone');
    expect(await list(id)).toEqual([]);
    expect((await say(id, 'asleep')).status).toBe(400);
  });

  it('is told to who listens, and to nobody who asked for something else', async () => {
    const id = randomUUID();
    const aborted = new AbortController();
    const open = async (topics: string) => {
      const response = await fetch(`${world.api.url}/api/live?topics=${topics}`, {
        headers: { authorization: `Bearer ${ADMIN_KEY}` },
        signal: aborted.signal,
      });
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      let heard = '';
      return async (until: string) => {
        while (!heard.includes(until)) heard += (await reader?.read())?.value ?? '';
        return heard;
      };
    };
    const [mine, other] = await Promise.all([open(`presence:${id}`), open('presence:,call:')]);
    await Promise.all([mine('event: ready'), other('event: ready')]);
    // Who has just come reads the log up to where it stands before anything else is told.
    let told = '';
    const listening = mine('event: presence').then((text) => {
      told = text;
    });
    while (told === '') {
      await say(randomUUID(), 'here');
      await say(id, 'typing');
    }
    await listening;
    const [, data = ''] = /event: presence\ndata: (.*)\n/.exec(told) ?? [];
    expect(JSON.parse(data)).toMatchObject({
      topic: `presence:${id}`,
      type: 'presence',
      payload: { conversation_id: id, name: 'bootstrap', state: 'typing' },
    });
    expect(told).not.toMatch(/id: \d+\nevent: presence/);
    expect(await other('event: presence')).toContain('"type":"presence"');
    aborted.abort();
  });
});
