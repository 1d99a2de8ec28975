import { describe, expect, it } from '@jest/globals';
import { inTurns } from './in-turns.ts';

async function turnsOf(costs: number[], most = 10) {
  const turns: number[][] = [[]];
  const done = await inTurns(
    costs,
    (cost) => {
      turns.at(-1)?.push(cost);
      return cost * 2;
    },
    { costOf: (cost) => cost, most, pause: async () => void turns.push([]) },
  );
  return { turns, done };
}

describe('work in turns', () => {
  it('is done in order, and no turn costs more than it may', async () => {
    const { turns, done } = await turnsOf([4, 4, 4, 2, 4, 9, 1, 1]);
    expect(turns).toEqual([[4, 4], [4, 2, 4], [9, 1], [1]]);
    expect(done).toEqual([8, 8, 8, 4, 8, 18, 2, 2]);
  });

  it('gives a piece that costs more a turn of its own', async () => {
    expect((await turnsOf([1, 50, 1])).turns).toEqual([[1], [50], [1]]);
  });

  it('does not wait without work', async () => {
    expect(await turnsOf([])).toEqual({ turns: [[]], done: [] });
  });
});
