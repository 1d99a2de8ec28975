import { describe, expect, it } from '@jest/globals';
import { hashKey } from './api-key.ts';
import { createMayLook } from './may-look.ts';

function setup() {
  let asked = 0;
  const mayLook = createMayLook({
    findKey: async (hash) => {
      asked += 1;
      return hash === hashKey('real') ? {} : null;
    },
    now: () => new Date('2026-11-30T12:00:00Z'),
  });
  const look = (remoteAddress: string, headers: Record<string, string> = {}) =>
    mayLook({ socket: { remoteAddress }, headers } as unknown as Parameters<typeof mayLook>[0]);
  const withKey = (key: string) => look('203.0.113.7', { authorization: `Bearer ${key}` });
  return { look, withKey, asked: () => asked };
}

describe('the status of a process is shown', () => {
  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('to a client on %s', async (address) => {
    expect(await setup().look(address)).toBe(true);
  });

  it.each([
    ['203.0.113.7', {}],
    ['10.0.0.1', {}],
    ['127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }],
    ['127.0.0.1', { forwarded: 'for=127.0.0.1' }],
  ])('but not to a client on %s with %j', async (address, headers) => {
    expect(await setup().look(address, headers)).toBe(false);
  });

  it('to a client with a key, and not with a made-up one', async () => {
    const { withKey } = setup();
    expect([await withKey('made-up'), await withKey('real')]).toEqual([false, true]);
  });

  it('with few key lookups, and a valid key stays valid', async () => {
    const { withKey, asked } = setup();
    await withKey('real');
    for (let n = 0; n < 200; n += 1) await withKey(`made-up-${n}`);
    expect(asked()).toBe(61);
    expect(await withKey('real')).toBe(true);
  });
});
