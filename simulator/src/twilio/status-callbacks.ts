import { randomUUID } from 'node:crypto';
import { chance } from '../chance.ts';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { durationSeconds, rfc2822 } from './call-json.ts';
import type { CallEvent } from './order.ts';
import { voiceParams } from './voice-params.ts';
import { sendWebhook } from './webhook.ts';

/** How long a callback is held back for the next one when no next one comes. */
const HELD_AT_MOST_MS = 2000;

/** Fires the status callback for one event, if the customer asked for that event. */
export function tell(world: World, call: Call, event: CallEvent): void {
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
  void dispatch(world, call, event, sequence, deliver);
}

async function dispatch(
  world: World,
  call: Call,
  event: CallEvent,
  sequence: number,
  deliver: () => Promise<void>,
): Promise<void> {
  const faults = world.faults.callbacks;
  const drawn = (name: 'drop' | 'duplicate' | 'reorder') =>
    chance(world.config.seed, call.key, name, sequence) < faults[name];

  const delayMs = faults.delay_ms + (event === 'completed' ? faults.late_ms : 0);
  if (delayMs > 0 && (await wait(delayMs, world.stopped)) === 'stopped') return;
  if (drawn('drop')) return;

  const send = () => {
    // The next one leaves when this one has been answered, but a slow answer does not hold it up.
    call.callbackChain = call.callbackChain.then(() =>
      Promise.race([deliver(), wait(world.config.timing.callbackPatienceMs, world.stopped)]),
    );
    if (drawn('duplicate')) call.callbackChain = call.callbackChain.then(deliver);
  };
  if (drawn('reorder') && call.heldCallback === null) {
    call.heldCallback = send;
    await wait(HELD_AT_MOST_MS, world.stopped);
    if (call.heldCallback !== send) return;
    call.heldCallback = null;
    send();
    return;
  }
  const held = call.heldCallback;
  call.heldCallback = null;
  send();
  held?.();
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
