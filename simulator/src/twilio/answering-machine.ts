import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { sendWebhook } from './webhook.ts';

/**
 * Detects a machine if the order asks for it. Waits for the verdict and returns what the request for
 * TwiML then carries; with AsyncAmd it returns at once and the verdict is posted later.
 */
export async function watchForMachine(world: World, call: Call): Promise<Record<string, string>> {
  const { machineDetection, asyncAmd } = call.order;
  if (machineDetection === null) return {};
  if (asyncAmd) {
    void listen(world, call).then((verdict) => postVerdict(world, call, verdict));
    return {};
  }
  return listen(world, call);
}

async function listen(world: World, call: Call): Promise<Record<string, string>> {
  const listensMs = Math.min(verdictMs(world, call), call.order.machineDetectionTimeoutMs);
  if ((await wait(listensMs, call.over.signal)) === 'stopped') return {};
  call.answeredBy = verdictOf(call);
  call.machineDetectionMs = Math.round(listensMs);
  return { AnsweredBy: call.answeredBy, MachineDetectionDuration: String(call.machineDetectionMs) };
}

/** A person is recognised within a ring's length; the end of a greeting not before it has been spoken. */
function verdictMs(world: World, call: Call): number {
  const { persona } = call.story;
  const greeting = persona.lines[0];
  const waitsForEnd =
    call.order.machineDetection === 'DetectMessageEnd' && persona.answeredBy === 'machine';
  if (!waitsForEnd || greeting?.do !== 'say') return world.config.timing.ringMs;
  return greeting.text.length * world.config.charMs + world.config.timing.endOfSpeechMs;
}

function verdictOf(call: Call): string {
  const { persona } = call.story;
  if (persona.answeredBy === 'human') return persona.lines.length === 0 ? 'unknown' : 'human';
  return call.order.machineDetection === 'DetectMessageEnd' ? 'machine_end_beep' : 'machine_start';
}

async function postVerdict(
  world: World,
  call: Call,
  verdict: Record<string, string>,
): Promise<void> {
  const hook = call.order.amdCallback;
  if (hook === null || verdict['AnsweredBy'] === undefined) return;
  const { accountSid } = world.config;
  await sendWebhook(world, hook, { CallSid: call.sid, AccountSid: accountSid, ...verdict });
}
