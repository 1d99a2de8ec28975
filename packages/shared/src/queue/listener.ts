import { liveChannel } from './announcer.ts';
import { connectPatiently } from './connect.ts';

export type Listener = ReturnType<typeof createListener>;

/**
 * Hears the announcers, over a connection of its own: one that listens can do nothing else. After
 * Redis was away it hears again, and takes it that it has missed something.
 */
export function createListener(redisUrl: string, prefix: string, onNudge: () => void) {
  const redis = connectPatiently(redisUrl);
  redis.on('message', () => onNudge());
  redis.on('ready', () => onNudge());
  redis.subscribe(liveChannel(prefix)).catch(() => undefined);
  return { stop: () => redis.disconnect() };
}
