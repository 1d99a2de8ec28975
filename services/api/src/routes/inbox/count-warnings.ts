import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { ReadHealth } from '../../health/read-health.ts';

type Deps = { readHealth: ReadHealth; now: Now };

/** Everybody's page asks every few seconds; the house is looked at once for all of them. */
const FRESH_MS = 10_000;

/** How many things are wrong with the house. */
export function createCountWarnings({ readHealth, now }: Deps): () => Promise<number> {
  let known: { count: Promise<number>; sinceMs: number } | null = null;

  return async function countWarnings() {
    const sinceMs = now().getTime();
    if (!known || Math.abs(sinceMs - known.sinceMs) >= FRESH_MS) {
      const count = readHealth(now()).then(({ warnings }) => warnings.length);
      known = { count, sinceMs };
      // What failed is asked for anew by the next one.
      count.catch(() => {
        known = null;
      });
    }
    return known.count;
  };
}
