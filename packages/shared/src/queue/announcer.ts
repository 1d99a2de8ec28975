import type { Redis } from 'ioredis';
import { mayPublish } from '../events/read-only-functions.ts';

export type Announcer = ReturnType<typeof createAnnouncer>;

/** Announces that the log has grown. The changes stand in the log alone. */
export const liveChannel = (prefix: string): string => `${prefix}:live`;

/**
 * Makes every api process read the log. A lost nudge only delays them until their next poll, so no
 * caller waits for it and its failure is not reported.
 */
export function createAnnouncer(redis: Pick<Redis, 'publish'>, prefix: string) {
  let saying = false;
  let again = false;

  /** Many writes at once are one nudge; without Redis no more than one waits. */
  async function nudge(): Promise<void> {
    again = true;
    if (saying) return;
    saying = true;
    while (again) {
      again = false;
      await redis.publish(liveChannel(prefix), '').catch(() => undefined);
    }
    saying = false;
  }

  return {
    nudge: () => void nudge(),
    /**
     * The same fetch to the database, with a nudge after every request that may have written there.
     */
    afterWrites: (base: typeof fetch): typeof fetch => nudgeAfterWrites(base, () => void nudge()),
  };
}

/** Functions that only read are called by POST as well, and need no nudge. */
export function nudgeAfterWrites(base: typeof fetch, nudge: () => void): typeof fetch {
  return async (input, init) => {
    const response = await base(input, init);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const url = input instanceof Request ? input.url : String(input);
    if (response.ok && mayPublish(method, url)) nudge();
    return response;
  };
}
