import { describe, expect, it } from '@jest/globals';
import type { ArrivingText, TakenIn } from '../db/texts/arriving-texts.ts';
import type { InboundText } from '../db/texts/inbound-texts.ts';
import { AppError } from '../runtime/errors.ts';
import { createTakeInOrder } from './take-in-order.ts';

const NOON = new Date('2026-11-20T17:00:00Z');
const stamp = (ms: number) => new Date(NOON.getTime() + ms).toISOString().replace('Z', '000Z');

const text = (id: string, ms: number, from = '+12125550143') =>
  ({
    message_id: id,
    provider_sid: id,
    from,
    to: '+12025550190',
    body: id,
    arrived_at: stamp(ms),
  }) as InboundText;

type Given = {
  takeIn?: (one: ArrivingText, tries: number) => Partial<TakenIn>;
  store?: (texts: readonly ArrivingText[]) => void;
  unread?: () => string | null;
  others?: () => Promise<string | null>;
};

/** A database that keeps what it is given in order, and counts the calls. */
function setup({ takeIn, store, unread, others }: Given = {}) {
  const taken: string[] = [];
  const stored: string[] = [];
  const calls = { stores: 0, takes: 0 };
  const tries = new Map<string, number>();
  const { receive } = createTakeInOrder({
    arriving: {
      async store(texts) {
        calls.stores += 1;
        store?.(texts);
      },
      async takeIn(texts) {
        calls.takes += 1;
        return texts.map((one) => {
          const id = one.message_id;
          tries.set(id, (tries.get(id) ?? 0) + 1);
          const answer = takeIn?.(one, tries.get(id) ?? 0) ?? { result: 'recorded' };
          if (answer.result === 'recorded') taken.push(id);
          return { message_id: id, ...answer } as TakenIn;
        });
      },
    },
    ...(unread ? { oldestUnread: unread } : {}),
    ...(others && {
      others: {
        oldest: others,
        done: async (stamps: readonly string[]) => void stored.push(...stamps),
      },
    }),
    now: () => NOON,
  });
  return { taken, stored, calls, take: (one: InboundText) => receive(one, NOON) };
}

describe('texts that reach a process', () => {
  it('are taken in by their stamps, in whatever order they come', async () => {
    const { taken, take } = setup();
    await Promise.all([take(text('c', 3)), take(text('a', 1)), take(text('b', 2))]);
    expect(taken).toEqual(['a', 'b', 'c']);
  });

  it('share a few calls to the database, however many come at once', async () => {
    const { taken, calls, take } = setup();
    const all = Array.from({ length: 100 }, (_, n) => text(`t${n}`, n, `+1212555${1000 + n}`));
    await Promise.all(all.map(take));
    expect(taken).toHaveLength(100);
    expect(calls.stores + calls.takes).toBeLessThan(12);
  });

  it('wait for one that arrived before them and is still being read', async () => {
    let unread: string | null = stamp(1);
    const { taken, take } = setup({ unread: () => unread });
    const later = take(text('later', 2));
    const earlier = new Promise((resolve) => {
      setImmediate(() => {
        unread = null;
        resolve(take(text('earlier', 1)));
      });
    });
    await Promise.all([later, earlier]);
    expect(taken).toEqual(['earlier', 'later']);
  });

  it('wait for one that reached another process before them, and report when they are stored', async () => {
    const reached = [stamp(1), stamp(1), null];
    const { taken, stored, take } = setup({ others: async () => reached.shift() ?? null });
    const later = take(text('later', 2));
    await Promise.all([later, take(text('other', 0, '+12125550144'))]);
    // The one before it went at once.
    expect(taken).toEqual(['other', 'later']);
    expect(stored).toEqual([stamp(0), stamp(2)]);
  });

  it('go by their own pace where the other processes cannot be asked', async () => {
    const { taken, take } = setup({ others: () => Promise.reject(new Error('away')) });
    await Promise.all([take(text('b', 2)), take(text('a', 1))]);
    expect(taken).toEqual(['a', 'b']);
  });

  it('do not delay others if one fits nowhere, or cannot be stored', async () => {
    const refused = { result: 'refused', sqlstate: '22P02' } as const;
    const { take } = setup({
      takeIn: ({ body }) => (body === 'odd' ? refused : { result: 'recorded' }),
      store(texts) {
        if (texts.some(({ body }) => body === 'broken')) throw new AppError('internal', 'No.');
      },
    });
    const [odd, broken, good] = await Promise.allSettled([
      take(text('odd', 1)),
      take(text('broken', 2)),
      take(text('good', 3)),
    ]);
    expect(odd).toMatchObject({ reason: { facts: { sqlstate: '22P02' } } });
    expect(broken).toMatchObject({ reason: { code: 'internal' } });
    expect(good.status).toBe('fulfilled');
  });

  it('are retried after a failure that may pass, and the next of that number waits', async () => {
    const failed = { result: 'failed', sqlstate: '40P01' } as const;
    const { taken, take } = setup({
      takeIn: ({ body }, tries) => (body === 'a' && tries < 3 ? failed : { result: 'recorded' }),
    });
    const first = take(text('a', 1));
    await Promise.all([first, first.then(() => take(text('b', 2)))]);
    expect(taken).toEqual(['a', 'b']);
  });

  it('are kept elsewhere during a database outage: each caller gets the error', async () => {
    const { take } = setup({
      store() {
        throw new AppError('database_unavailable', 'Away.');
      },
    });
    const results = await Promise.allSettled([take(text('a', 1)), take(text('b', 2))]);
    for (const one of results)
      expect(one).toMatchObject({ reason: { code: 'database_unavailable' } });
  });
});
