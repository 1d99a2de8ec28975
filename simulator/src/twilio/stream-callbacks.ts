import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { sendWebhook } from './webhook.ts';
import type { Element } from './xml.ts';

/** Fires the `<Stream>`'s own status callback, if it has one. */
export function reportStream(
  world: World,
  call: Call,
  { attributes }: Element,
  streamSid: string,
  event: 'stream-started' | 'stream-stopped' | 'stream-error',
  error?: string,
): void {
  const url = attributes['statusCallback'];
  if (url === undefined) return;
  const method = attributes['statusCallbackMethod']?.toUpperCase() === 'GET' ? 'GET' : 'POST';
  void sendWebhook(
    world,
    { url, method },
    {
      AccountSid: world.config.accountSid,
      CallSid: call.sid,
      StreamSid: streamSid,
      StreamName: attributes['name'] ?? streamSid,
      StreamEvent: event,
      Timestamp: new Date().toISOString(),
      ...(error === undefined ? {} : { StreamError: error }),
    },
  );
}
