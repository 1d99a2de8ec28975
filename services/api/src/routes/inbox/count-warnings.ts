import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { ReadHealth } from '../../health/read-health.ts';

type Deps = { readHealth: ReadHealth; now: Now };

/** Every open page asks every few seconds; the health of the system is read once for all of them. */
const FRESH_MS = 10_000;

/** The number of health warnings. */
export function createCountWarnings({ readHealth, now }: Deps): () => Promise<number> {
  let known: { count: Promise<number>; sinceMs: number } | null = null;

  return async function countWarnings() {
    const sinceMs = now().getTime();
    if (!known || Math.abs(sinceMs - known.sinceMs) >= FRESH_MS) {
      const count = readHealth(now()).then(({ warnings }) => warnings.length);
      known = { count, sinceMs };
      // What failed is asked for again by the next one.
      count.catch(() => {
        known = null;
      });
    }
    return known.count;
  };
}
