import { describe, expect, it } from '@jest/globals';
import { untested } from './coverage.ts';

describe('what a fortnight has not tested', () => {
  it('is everything when nothing happened', () => {
    const never = untested({});
    expect(never).toContain('storm of 429');
    expect(never).toContain('text story text-books');
    expect(never).toContain('died around begin');
  });

  it('is less by what happened at least once, a death on either side of its write', () => {
    const all = untested({});
    const happened = { 'storm of 429': 1, 'died after begin': 2, 'form: no JSON': 0 };
    const left = all.filter((name) => name !== 'storm of 429' && name !== 'died around begin');
    expect(untested(happened)).toEqual(left);
  });
});
