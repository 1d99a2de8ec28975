import { randomUUID } from 'node:crypto';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { durationSeconds, rfc2822 } from './call-json.ts';
import { dispatch } from './callback-order.ts';
import type { CallEvent } from './order.ts';
import { voiceParams } from './voice-params.ts';
import { sendWebhook } from './webhook.ts';

/** Fires the status callback for one event, if the customer asked for that event. */
export function fireCallback(world: World, call: Call, event: CallEvent): void {
  const hook = call.order.statusCallback;
  if (hook === null || !call.order.events.has(event)) return;
  const sequence = call.callbacks;
  call.callbacks += 1;
  const params = callbackParams(world, call, event, sequence);
  const token = randomUUID();
  const deliver = async () => {
    const reply = await sendWebhook(world, hook, params, token);
    if (reply.kind !== 'answer' || reply.status >= 400) world.report(15003, call.sid, hook.url);
  };
  void dispatch(world, call, {
    sequence,
    isLast: event === 'completed',
    deliver,
    pause: (ms) => wait(ms, world.stopped),
  });
}

function callbackParams(
  world: World,
  call: Call,
  event: CallEvent,
  sequence: number,
): Record<string, string> {
  const words: Record<CallEvent, string> = {
    initiated: 'initiated',
    ringing: 'ringing',
    answered: 'in-progress',
    completed: call.status,
  };
  return {
    ...voiceParams(world, call, words[event]),
    Timestamp: rfc2822(Date.now()),
    CallbackSource: 'call-progress-events',
    SequenceNumber: String(sequence),
    ...(call.answeredBy === null ? {} : { AnsweredBy: call.answeredBy }),
    ...(event === 'completed' ? endParams(call) : {}),
  };
}

function endParams(call: Call): Record<string, string> {
  const seconds = durationSeconds(call);
  return {
    CallDuration: String(seconds),
    Duration: String(Math.ceil(seconds / 60)),
    ...(call.sipCode === null ? {} : { SipResponseCode: String(call.sipCode) }),
    ...(call.recording === null
      ? {}
      : {
          RecordingUrl: call.recording.url,
          RecordingSid: call.recording.sid,
          RecordingDuration: String(call.recording.seconds()),
        }),
  };
}
