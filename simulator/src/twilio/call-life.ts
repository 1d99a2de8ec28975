import { createLead } from '../people/lead.ts';
import { nameBehind } from '../people/names.ts';
import { unitBytesOf } from '../speech.ts';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import { watchForMachine } from './answering-machine.ts';
import { type Call, hangUp, type Source } from './call.ts';
import { runTwiml } from './run-twiml.ts';
import { startRecording } from './start-recording.ts';
import { fireCallback } from './status-callbacks.ts';

/** A call that the customer ordered, from the queue to its end. */
export async function liveOutbound(world: World, call: Call): Promise<void> {
  const over = call.over.signal;
  call.queueMs = await world.pacer.turn(over);
  if (over.aborted) return world.close(call, 'canceled', 487);

  call.startedAt = Date.now();
  fireCallback(world, call, 'initiated');
  if (call.pickup === 'fails') return world.close(call, 'failed', 404);

  call.status = 'ringing';
  fireCallback(world, call, 'ringing');
  const { ringMs, unansweredRings } = world.config.timing;
  const wantedMs = call.pickup === 'no-answer' ? ringMs * unansweredRings : ringMs;
  const ringsMs = Math.min(wantedMs, call.order.timeoutMs);
  if ((await wait(ringsMs, over)) === 'stopped') return world.close(call, 'canceled', 487);
  if (call.pickup === 'busy') return world.close(call, 'busy', 486);
  if (call.pickup === 'no-answer' || ringsMs < wantedMs) return world.close(call, 'no-answer', 487);

  world.answer(call);
  const extra = await watchForMachine(world, call);
  await talk(world, call, extra);
}

/** An inbound call: the customer's TwiML is requested while it still rings. */
export async function liveInbound(world: World, call: Call): Promise<void> {
  call.startedAt = Date.now();
  await talk(world, call, {});
}

async function talk(world: World, call: Call, params: Record<string, string>): Promise<void> {
  const { order } = call;
  const first: Source | null =
    order.url !== null
      ? { kind: 'url', hook: order.url, params }
      : order.twiml !== null
        ? { kind: 'inline', twiml: order.twiml }
        : null;
  if (first !== null && !call.over.signal.aborted) await runTwiml(world, call, first);
  if (call.answeredAt !== null) return world.close(call, 'completed', 200);
  // Unanswered: the caller gave up, or the TwiML refused the call.
  const refused = call.sipCode ?? 487;
  world.close(call, refused === 486 ? 'busy' : 'no-answer', refused);
}

/** The call is answered: the lead, the recording and the clock start. */
export function pickUp(world: World, call: Call): void {
  if (call.answeredAt !== null) return;
  const { config } = world;
  call.answeredAt = Date.now();
  call.updatedAt = call.answeredAt;
  call.status = 'in-progress';
  call.lead = createLead({
    persona: call.story.persona,
    name: nameBehind(call.direction === 'inbound' ? call.from : call.to),
    timing: config.timing,
    unitBytes: unitBytesOf(config.charMs),
    heard: call.heard,
    nextUtterance: world.nextUtterance,
  });
  if (call.order.record) {
    const { channels, recordingCallback: callback } = call.order;
    startRecording(world, call, { channels, callback, source: 'OutboundAPI' });
  }
  void limitTime(call);
  fireCallback(world, call, 'answered');
}

async function limitTime(call: Call): Promise<void> {
  // Longer than the longest timer is longer than any simulation.
  const limitMs = Math.min(call.order.timeLimitMs, 2 ** 31 - 1);
  if ((await wait(limitMs, call.over.signal)) === 'passed') hangUp(call);
}
