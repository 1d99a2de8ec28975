import type { Presence } from '../events/presence.ts';
import { liveChannel } from './announcer.ts';
import { connectPatiently } from './connect.ts';
import { presenceChannel, readPresence } from './presence.ts';

export type Listener = ReturnType<typeof createListener>;

type Heard = { onNudge: () => void; onPresence: (presence: Presence) => void };

/**
 * Hears the announcers, and who looks at what, over a connection of its own: one that listens can do
 * nothing else. After Redis was away it hears again, and takes it that it has missed something.
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
