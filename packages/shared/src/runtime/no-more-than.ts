import type { Now } from './clock.ts';

const WINDOW_MS = 60_000;
/** With more addresses than this the counts are reset now and then. */
const MOST_NAMES = 10_000;

export type NoMoreThan = ReturnType<typeof createNoMoreThan>;

/** Counts in this process, and so without Redis too: who has used up their share of a minute. */
export function createNoMoreThan(perMinute: number, now: Now) {
  const counts = new Map<string, { since: number; n: number }>();
  const current = (name: string) => {
    const known = counts.get(name);
    return known && now().getTime() - known.since < WINDOW_MS ? known : null;
  };

  return {
    isSpent: (name: string): boolean => (current(name)?.n ?? 0) >= perMinute,

    count(name: string): void {
      const known = current(name);
      if (known) {
        known.n += 1;
        return;
      }
      counts.delete(name);
      if (counts.size >= MOST_NAMES) counts.delete(counts.keys().next().value ?? '');
      counts.set(name, { since: now().getTime(), n: 1 });
    },
  };
}
