export type Tally = ReturnType<typeof createTally>;

/** How often each thing happened, so that nothing passes for tested that never was. */
export function createTally() {
  const counts = new Map<string, number>();
  return {
    count(kind: string, times = 1): void {
      counts.set(kind, (counts.get(kind) ?? 0) + times);
    },
    of: (kind: string): number => counts.get(kind) ?? 0,
    all: (): Record<string, number> =>
      Object.fromEntries([...counts].sort(([a], [b]) => a.localeCompare(b))),
  };
}
