export type Dice = ReturnType<typeof createDice>;

/** Chance that falls the same way for the same seed, so that a run that failed can be run again. */
export function createDice(seed: number) {
  let state = seed >>> 0;
  /** From 0 up to 1, without it. */
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(roll() * limit);
  return {
    below,
    chance: (share: number): boolean => roll() < share,
    shuffled<T>(items: readonly T[]): T[] {
      const left = [...items];
      return items.flatMap(() => left.splice(below(left.length), 1));
    },
  };
}
