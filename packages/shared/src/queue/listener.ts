import type { CallSignal } from '../events/call-signal.ts';
import type { Presence } from '../events/presence.ts';
import { liveChannel } from './announcer.ts';
import { callSignalChannel, readCallSignal } from './call-signals.ts';
import { connectPatiently } from './connect.ts';
import { presenceChannel, readPresence } from './presence.ts';

export type Listener = ReturnType<typeof createListener>;

type Heard = {
  onNudge: () => void;
  onPresence: (presence: Presence) => void;
  onCallSignal: (signal: CallSignal) => void;
};

/**
 * Receives announcements, presence and signals of calls over a connection of its own: a subscribed one
 * can do nothing else. After a Redis outage it resubscribes, and assumes that it has missed something.
 */
export function createListener(redisUrl: string, prefix: string, heard: Heard) {
  const redis = connectPatiently(redisUrl);
  const channels: Record<string, (text: string) => void> = {
    [liveChannel(prefix)]: () => heard.onNudge(),
    [presenceChannel(prefix)]: (text) => {
      const presence = readPresence(text);
      if (presence) heard.onPresence(presence);
    },
    [callSignalChannel(prefix)]: (text) => {
      const signal = readCallSignal(text);
      if (signal) heard.onCallSignal(signal);
    },
  };
  redis.on('message', (channel: string, text: string) => channels[channel]?.(text));
  redis.on('ready', () => heard.onNudge());
  redis.subscribe(...Object.keys(channels)).catch(() => undefined);
  return { stop: () => redis.disconnect() };
}
