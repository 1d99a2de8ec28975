import { describe, expect, it } from '@jest/globals';
import { trustProxy } from './trust-proxy.ts';

describe('the address that a proxy reports', () => {
  it.each(['127.0.0.1', '::1', '::ffff:10.1.2.3', '172.17.0.1', '192.168.4.4', 'fd00::1'])(
    'of our own network (%s) is taken, and no further than is set',
    (address) => {
      expect([trustProxy(0)(address, 0), trustProxy(1)(address, 0)]).toEqual([false, true]);
      expect(trustProxy(1)('10.0.0.1', 1)).toBe(false);
    },
  );

  it.each(['203.0.113.7', '172.32.0.1', '2001:db8::1', '', 'unix'])(
    'from elsewhere (%s) wins nothing',
    (address) => {
      expect(trustProxy(2)(address, 0)).toBe(false);
    },
  );

  it('may name a second proxy anywhere', () => {
    expect(trustProxy(2)('203.0.113.7', 1)).toBe(true);
  });
});
