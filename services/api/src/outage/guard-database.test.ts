import { afterEach, describe, expect, it } from '@jest/globals';
import { guardDatabase } from './guard-database.ts';

type Mood = 'answers' | 'refuses' | 'hangs' | 'unavailable';

let stop = () => {};
afterEach(() => stop());

/** A database in several states; `probed` resolves when the next probe has ended. */
function setup(options: { patienceMs?: number } = {}) {
  const world = { mood: 'answers' as Mood, asked: 0 };
  let probed = Promise.withResolvers<void>();
  const base: typeof fetch = async (_input, init) => {
    world.asked += 1;
    if (world.mood === 'refuses') throw new TypeError('fetch failed');
    if (world.mood === 'unavailable') return new Response('', { status: 503 });
    if (world.mood === 'answers') return new Response('ok');
    return new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  };
  const guard = guardDatabase({
    fetch: base,
    everyMs: 1,
    patienceMs: options.patienceMs ?? 1,
    probe: async () => {
      const came = probed;
      probed = Promise.withResolvers();
      setImmediate(() => came.resolve());
      if (world.mood !== 'answers') throw new Error('unavailable');
    },
  });
  stop = guard.stop;
  const ask = (signal?: AbortSignal) =>
    guard.fetch('http://database.test', signal ? { signal } : {});
  return { world, ask, nextProbe: () => probed.promise };
}

describe('the guard of the database', () => {
  it.each(['refuses', 'unavailable'] as const)(
    'fails every request at once after one that %s, and does not pass them on',
    async (mood) => {
      const { world, ask } = setup();
      world.mood = mood;
      await ask().catch(() => undefined);
      const { asked } = world;
      await expect(ask()).rejects.toThrow('unavailable');
      await expect(ask()).rejects.toThrow('unavailable');
      expect(world.asked).toBe(asked);
    },
  );

  it('lets requests through again when the probe gets an answer', async () => {
    const { world, ask, nextProbe } = setup();
    world.mood = 'refuses';
    await ask().catch(() => undefined);
    world.mood = 'answers';
    await nextProbe();
    expect((await ask()).status).toBe(200);
  });

  it('fails the requests that wait for a hanging database', async () => {
    const { world, ask } = setup();
    world.mood = 'hangs';
    await expect(Promise.all([ask(), ask()])).rejects.toThrow('unavailable');
    await expect(ask()).rejects.toThrow('unavailable');
  });

  it('lets requests through to a database that is slow with some and answers others', async () => {
    const { world, ask, nextProbe } = setup({ patienceMs: 60_000 });
    world.mood = 'hangs';
    const late = new AbortController();
    const slow = ask(late.signal);
    world.mood = 'answers';
    const probed = nextProbe();
    late.abort(new DOMException('late', 'TimeoutError'));
    await expect(slow).rejects.toThrow('late');
    await probed;
    expect((await ask()).status).toBe(200);
  });
});
