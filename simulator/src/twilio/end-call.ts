import type { World } from '../world.ts';
import { type Call, type CallStatus, isOver } from './call.ts';
import { fireCallback } from './status-callbacks.ts';
import { sendWebhook } from './webhook.ts';

/** Closes a call once: its status, its times, its last callback, its recording. */
export function endCall(
  world: World,
  call: Call,
  status: CallStatus,
  sipCode: number | null,
): void {
  if (isOver(call)) return;
  call.lead?.silence();
  call.hearing.cut('line');
  call.endedAt = Date.now();
  call.updatedAt = call.endedAt;
  call.status = status;
  call.sipCode = sipCode;
  call.over.abort();
  call.turn.abort();
  if (call.recording !== null)
    call.recording.status = call.recording.seconds() === 0 ? 'absent' : 'completed';
  fireCallback(world, call, 'completed');
  void reportRecording(world, call);
  world.log.info({ callSid: call.sid, status, direction: call.direction }, 'call ended');
}

async function reportRecording(world: World, { sid, recording }: Call): Promise<void> {
  if (recording === null || recording.callback === null) return;
  await sendWebhook(world, recording.callback, {
    AccountSid: world.config.accountSid,
    CallSid: sid,
    RecordingSid: recording.sid,
    RecordingUrl: recording.url,
    RecordingStatus: recording.status,
    RecordingDuration: String(recording.seconds()),
    RecordingChannels: String(recording.channels),
    RecordingStartTime: new Date(recording.startedAt).toUTCString().replace('GMT', '+0000'),
    RecordingSource: recording.source,
    RecordingTrack: 'both',
    ErrorCode: recording.status === 'absent' ? '16101' : '0',
  });
}
