import { describe, expect, it } from '@jest/globals';
import type { ApiKeyRow } from '@ringback/shared/db/access/api-keys.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { createLogger } from '@ringback/shared/runtime/logger.ts';
import { createNoMoreThan } from '@ringback/shared/runtime/no-more-than.ts';
import type { Request } from 'express';
import { createKnownKeys } from '../access/known-keys.ts';
import { NOON } from '../testing/api-world.ts';
import { createBodyRoom } from './body-room.ts';

const KEY: ApiKeyRow = {
  id: '018f5f66-0000-7000-8000-000000000001',
  name: 'a key',
  role: 'agent',
  created_at: NOON.toISOString(),
  last_used_at: NOON.toISOString(),
  expires_at: null,
  revoked_at: null,
};

/** An address that has asked for too many keys already. */
function setup() {
  const asked = { keys: 0, lists: 0 };
  const keys = createKnownKeys({
    apiKeys: {
      findByHash: async (hash) => {
        asked.keys += 1;
        return hash === hashKey('real') ? KEY : null;
      },
      hashes: async () => {
        asked.lists += 1;
        return new Set([hashKey('real')]);
      },
      touch: async () => undefined,
    },
    guardLookups: async () => {
      throw new AppError('too_many_requests', 'Too many.');
    },
    log: createLogger({ service: 'test', level: 'silent' }),
    now: () => NOON,
  });
  const find = (key: string) => keys.find(hashKey(key), {} as Request);
  return { find, asked };
}

describe('where strangers have tried too many keys', () => {
  it('made-up ones are refused, and cost one look into the database together', async () => {
    const { find, asked } = setup();
    for (let n = 0; n < 50; n += 1) {
      await expect(find(`made up ${n}`)).rejects.toMatchObject({ code: 'too_many_requests' });
    }
    expect(asked).toEqual({ keys: 0, lists: 1 });
  });

  it('a real one opens', async () => {
    const { find } = setup();
    await expect(find('made up')).rejects.toThrow();
    expect(await find('real')).toEqual(KEY);
  });
});

describe('what is counted in this process', () => {
  it('is counted for each name and for a minute', () => {
    const clock = { now: NOON };
    const limit = createNoMoreThan(2, () => clock.now);
    limit.count('a');
    limit.count('a');
    expect([limit.isSpent('a'), limit.isSpent('b')]).toEqual([true, false]);
    clock.now = new Date(NOON.getTime() + 60_000);
    expect(limit.isSpent('a')).toBe(false);
  });
});

describe('the room for bodies of strangers', () => {
  function ask(room: ReturnType<typeof createBodyRoom>, ip: string, length?: string) {
    const ends: (() => void)[] = [];
    const req = {
      ip,
      headers: length === undefined ? {} : { 'content-length': length },
      once: (_: string, end: () => void) => ends.push(end),
    } as unknown as Request;
    let isIn = false;
    try {
      room(100)(req, {} as never, () => {
        isIn = true;
      });
    } catch (thrown) {
      expect(thrown).toMatchObject({ code: 'too_many_requests' });
    }
    return {
      isIn,
      end() {
        for (const end of ends) end();
      },
    };
  }

  it('is full for one address before it is full for all', () => {
    const room = createBodyRoom(400);
    expect([ask(room, '203.0.113.1').isIn, ask(room, '203.0.113.1').isIn]).toEqual([true, false]);
    expect(ask(room, '203.0.113.2').isIn).toBe(true);
    expect(ask(room, '203.0.113.3').isIn).toBe(true);
    expect(ask(room, '203.0.113.4').isIn).toBe(true);
    expect(ask(room, '203.0.113.5').isIn).toBe(false);
  });

  it('is given back once, when a body is there or its sender is gone', () => {
    const room = createBodyRoom(400);
    const first = ask(room, '203.0.113.1', '100');
    first.end();
    first.end();
    expect([ask(room, '203.0.113.1', '60').isIn, ask(room, '203.0.113.1', '60').isIn]).toEqual([
      true,
      false,
    ]);
  });
});
