import { describe, expect, it } from '@jest/globals';
import { readOverrides } from './overrides.ts';

describe('the fragment of a webhook', () => {
  it('gives the defaults when there is none', () => {
    expect(readOverrides('https://x.example/cb?a=1')).toEqual({
      address: 'https://x.example/cb?a=1',
      delivery: {
        readMs: 15_000,
        totalMs: 15_000,
        retries: 1,
        policies: new Set(['ct']),
        invalid: false,
      },
    });
  });

  it('is removed from the address and read', () => {
    const { address, delivery } = readOverrides('https://x.example/cb#rc=3&rp=5xx,rt&rt=500');
    expect(address).toBe('https://x.example/cb');
    expect(delivery).toMatchObject({ retries: 3, readMs: 500, policies: new Set(['5xx', 'rt']) });
  });

  it('is limited to the allowed ranges', () => {
    const { delivery } = readOverrides('https://x.example/cb#rc=99&tt=99999&rt=1');
    expect(delivery).toMatchObject({ retries: 5, totalMs: 15_000, readMs: 100 });
  });

  it('is invalid when it names a policy that does not exist', () => {
    expect(readOverrides('https://x.example/cb#rp=6xx').delivery.invalid).toBe(true);
  });
});
