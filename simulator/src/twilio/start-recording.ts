import type { World } from '../world.ts';
import type { Call } from './call.ts';
import type { Hook } from './order.ts';
import { createRecording } from './recordings.ts';

type Wanted = { channels: 'mono' | 'dual'; source: string; callback: Hook | null };

/** Keeps the call's audio from here on. */
export function startRecording(world: World, call: Call, wanted: Wanted): void {
  if (call.recording !== null) return;
  call.recording = createRecording({
    ...wanted,
    callSid: call.sid,
    urlOf: world.recordingUrl,
    now: Date.now(),
  });
  world.recordings.set(call.recording.sid, call.recording);
}
