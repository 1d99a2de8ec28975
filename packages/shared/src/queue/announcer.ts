import type { Redis } from 'ioredis';
import { mayBeNews } from '../events/no-news.ts';

export type Announcer = ReturnType<typeof createAnnouncer>;

/** Where it is said that the log has grown. What has changed stands in the log alone. */
export const liveChannel = (prefix: string): string => `${prefix}:live`;

/**
 * Tells every api process to look into the log. A word that is lost costs them the time until they
 * look anyway, so nobody waits for it and nobody hears of its failure.
 */
export function createAnnouncer(redis: Pick<Redis, 'publish'>, prefix: string) {
  let saying = false;
  let again = false;

  /** Many writes at once are one word; without Redis no more than one waits. */
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
    /** The same way to the database, with a nudge after whatever may have written there. */
    afterWrites: (base: typeof fetch): typeof fetch => nudgeAfterWrites(base, () => void nudge()),
  };
}

/** What only reads is no news, although its functions are called by POST as those that write. */
export function nudgeAfterWrites(base: typeof fetch, nudge: () => void): typeof fetch {
  return async (input, init) => {
    const response = await base(input, init);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const url = input instanceof Request ? input.url : String(input);
    if (response.ok && mayBeNews(method, url)) nudge();
    return response;
  };
}
