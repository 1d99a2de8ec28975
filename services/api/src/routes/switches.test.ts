import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld, type World } from '../testing/api-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterEach(async () => {
  for (const name of ['stop_all', 'stop_calls', 'stop_texts']) await turn(name, false);
});
afterAll(() => world.stop());

const turn = (name: string, is_on: boolean, reason?: string) =>
  world.call('PUT', `/api/switches/${name}`, { body: { is_on, ...(reason ? { reason } : {}) } });
const warnings = async (): Promise<string[]> =>
  (await world.call('GET', '/api/queue/stats')).body.data.warnings;

describe('a switch', () => {
  it('is set with its reason, is seen by everybody, and is set back', async () => {
    const on = await turn('stop_calls', true, 'a wrong prompt');
    expect(on.status).toBe(200);
    expect(on.body.data).toMatchObject({
      name: 'stop_calls',
      is_on: true,
      reason: 'a wrong prompt',
    });
    const { body } = await world.call('GET', '/api/switches');
    expect(on.body.data).toEqual({ ...body.data[1], released: 0 });
    expect(body.data.map((one: { name: string; is_on: boolean }) => [one.name, one.is_on])).toEqual(
      [
        ['stop_all', false],
        ['stop_calls', true],
        ['stop_texts', false],
      ],
    );
    await turn('stop_calls', false);
    expect((await world.call('GET', '/api/switches')).body.data[1].is_on).toBe(false);
  });

  it.each([
    ['stop_calls', ['calls_switched_off']],
    ['stop_texts', ['texts_switched_off']],
    ['stop_all', ['texts_switched_off', 'calls_switched_off']],
  ])('%s warns of %j while it is on', async (name, expected) => {
    await turn(name, true);
    const on = (await warnings()).filter((warning) => warning.endsWith('_switched_off'));
    expect(on.sort()).toEqual([...expected].sort());
    await turn(name, false);
    expect((await warnings()).filter((warning) => warning.endsWith('_switched_off'))).toEqual([]);
  });

  it('is not there under another name, and takes nothing but on or off', async () => {
    expect((await turn('stop_everything', true)).status).toBe(400);
    const { status } = await world.call('PUT', '/api/switches/stop_all', {
      body: { is_on: 'yes' },
    });
    expect(status).toBe(400);
  });

  it('is for those who may call and text, not for those who may look', async () => {
    const { body } = await world.call('POST', '/api/keys', {
      body: { name: 'a screen', role: 'viewer' },
    });
    const { key } = body.data;
    expect((await world.call('GET', '/api/switches', { key })).status).toBe(200);
    const set = await world.call('PUT', '/api/switches/stop_all', { key, body: { is_on: true } });
    expect(set.status).toBe(403);
  });
});
