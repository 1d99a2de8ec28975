import type { World } from '../world.ts';
import { type Call, isOver, type Source } from './call.ts';
import { fetchTwiml } from './fetch-twiml.ts';
import { connect } from './verbs/connect.ts';
import { dial } from './verbs/dial.ts';
import { gather } from './verbs/gather.ts';
import { hangup, pause, play, redirectTo, reject, say } from './verbs/simple.ts';
import { start } from './verbs/start.ts';
import type { After, Verb } from './verbs/verb.ts';
import type { Element } from './xml.ts';

const VERBS: Record<string, Verb> = {
  Connect: connect,
  Dial: dial,
  Gather: gather,
  Hangup: hangup,
  Pause: pause,
  Play: play,
  Redirect: redirectTo,
  Reject: reject,
  Say: say,
  Start: start,
};

/** More documents than this in one call are a loop. */
const MOST_DOCUMENTS = 500;

/** Runs a call's TwiML, one document after the other, until none follows or the call is over. */
export async function runTwiml(world: World, call: Call, first: Source): Promise<void> {
  let source: Source | null = first;
  for (let run = 0; source !== null && run < MOST_DOCUMENTS; run += 1) {
    call.turn = new AbortController();
    if (call.over.signal.aborted || isOver(call)) return;
    const verbs: Element[] = await fetchTwiml(world, call, source);
    source = await perform(world, call, verbs, source);
    if (call.replacement !== null) {
      source = call.replacement;
      call.replacement = null;
    }
  }
}

/** Runs the verbs of one document; returns what follows it, or null when the call has to end. */
async function perform(
  world: World,
  call: Call,
  verbs: Element[],
  from: Source,
): Promise<Source | null> {
  const base = from.kind === 'url' ? from.hook.url : (call.order.url?.url ?? '');
  for (const element of verbs) {
    if (call.turn.signal.aborted) return null;
    const verb = VERBS[element.name];
    if (verb === undefined) continue;
    if (element.name !== 'Reject' && call.direction === 'inbound') world.answer(call);
    const after: After = await verb({ world, call, base, signal: call.turn.signal }, element);
    if (after.kind === 'hang-up') return null;
    if (after.kind === 'source') return after.source;
  }
  return null;
}
