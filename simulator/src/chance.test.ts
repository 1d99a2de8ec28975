import { describe, expect, it } from '@jest/globals';
import { chance } from './chance.ts';

describe('chance', () => {
  it('is the same for the same seed and names', () => {
    expect(chance(7, '+12025550100#1', 'drop', 0)).toBe(chance(7, '+12025550100#1', 'drop', 0));
  });

  it('differs with the seed and with each name', () => {
    const draws = [chance(1, 'a', 'b'), chance(2, 'a', 'b'), chance(1, 'ab'), chance(1, 'a', 'c')];
    expect(new Set(draws).size).toBe(draws.length);
  });

  it('spreads evenly over many calls', () => {
    const draws = Array.from({ length: 2000 }, (_, index) =>
      chance(1, `+1202555${index}#1`, 'drop'),
    );
    const low = draws.filter((draw) => draw < 0.25).length;
    expect(low).toBeGreaterThan(400);
    expect(low).toBeLessThan(600);
  });
});
