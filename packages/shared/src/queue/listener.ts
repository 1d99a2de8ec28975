import { liveChannel } from './announcer.ts';
import { connectPatiently } from './connect.ts';

export type Listener = ReturnType<typeof createListener>;

/**
 * Receives announcements over a connection of its own: a subscribed one can do nothing else. After
 * a Redis outage it resubscribes, and assumes that it has missed something.
 */
export function createListener(redisUrl: string, prefix: string, onNudge: () => void) {
  const redis = connectPatiently(redisUrl);
  redis.on('message', () => onNudge());
  redis.on('ready', () => onNudge());
  redis.subscribe(liveChannel(prefix)).catch(() => undefined);
  return { stop: () => redis.disconnect() };
}
