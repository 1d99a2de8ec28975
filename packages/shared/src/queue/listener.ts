import type { Presence } from '../events/presence.ts';
import { liveChannel } from './announcer.ts';
import { connectPatiently } from './connect.ts';
import { presenceChannel, readPresence } from './presence.ts';

export type Listener = ReturnType<typeof createListener>;

type Heard = { onNudge: () => void; onPresence: (presence: Presence) => void };

/**
 * Receives announcements and presence over a connection of its own: a subscribed one can do
 * nothing else. After a Redis outage it resubscribes, and assumes that it has missed something.
 */
export function createListener(redisUrl: string, prefix: string, { onNudge, onPresence }: Heard) {
  const redis = connectPatiently(redisUrl);
  redis.on('message', (channel: string, text: string) => {
    if (channel === liveChannel(prefix)) return onNudge();
    const presence = readPresence(text);
    if (presence) onPresence(presence);
  });
  redis.on('ready', () => onNudge());
  redis.subscribe(liveChannel(prefix), presenceChannel(prefix)).catch(() => undefined);
  return { stop: () => redis.disconnect() };
}
