import type { Config } from './config.ts';
import { type Faults, noFaults } from './faults.ts';
import type { Log } from './log.ts';
import { createSpeechCounts, type SpeechCounts } from './openai/speech-counts.ts';
import { unitBytesOf } from './speech.ts';
import { storyOf } from './stories.ts';
import { createTicker, type Ticker } from './ticker.ts';
import { type Call, type CallStatus, type Direction, newCall } from './twilio/call.ts';
import { liveInbound, liveOutbound, pickUp } from './twilio/call-life.ts';
import { endCall } from './twilio/end-call.ts';
import { TROUBLES, type Trouble } from './twilio/errors.ts';
import type { CallOrder } from './twilio/order.ts';
import { createPacer, type Pacer } from './twilio/pacer.ts';
import type { CallRecording } from './twilio/recordings.ts';

type Opening = {
  to: string;
  from: string;
  direction: Direction;
  parentSid: string | null;
  order: CallOrder;
};

export type DebuggerEntry = { at: string; code: Trouble; text: string; call_sid: string | null; more: string };

/** Everything the simulator knows, and the few things its parts do to each other through it. */
export type World = {
  readonly config: Config;
  readonly log: Log;
  readonly faults: Faults;
  readonly calls: Map<string, Call>;
  readonly recordings: Map<string, CallRecording>;
  readonly debugger: DebuggerEntry[];
  readonly speech: SpeechCounts;
  readonly ticker: Ticker;
  readonly pacer: Pacer;
  /** Fires when the simulator stops: nothing may wait any longer. */
  readonly stopped: AbortSignal;
  /** How many times something has happened, by name: the dice's memory. */
  count(name: string): number;
  nextUtterance(): number;
  recordingUrl(sid: string): string;
  report(code: Trouble, callSid: string | null, more: string): void;
  open(opening: Opening): Call;
  /** Lets an opened call live. */
  start(call: Call): void;
  answer(call: Call): void;
  close(call: Call, status: CallStatus, sipCode: number | null): void;
  reset(): void;
  stop(): void;
};

const MOST_DEBUGGER_ENTRIES = 1000;

export function createWorld(config: Config, log: Log, baseUrl: () => string): World {
  const stop = new AbortController();
  const counts = new Map<string, number>();
  const faults = noFaults();
  let utterances = 0;

  const world: World = {
    config,
    log,
    faults,
    calls: new Map(),
    recordings: new Map(),
    debugger: [],
    speech: createSpeechCounts(),
    ticker: createTicker(),
    pacer: createPacer(() => faults.calls_per_second),
    stopped: stop.signal,
    count(name) {
      const times = (counts.get(name) ?? 0) + 1;
      counts.set(name, times);
      return times;
    },
    nextUtterance() {
      utterances = (utterances + 1) & 0xffff;
      return utterances;
    },
    recordingUrl: (sid) => `${baseUrl()}/2010-04-01/Accounts/${config.accountSid}/Recordings/${sid}`,
    report(code, callSid, more) {
      if (world.debugger.length >= MOST_DEBUGGER_ENTRIES) world.debugger.shift();
      const at = new Date().toISOString();
      world.debugger.push({ at, code, text: TROUBLES[code], call_sid: callSid, more });
      log.warn({ code, callSid, trouble: TROUBLES[code] }, 'the debugger has a new entry');
    },
    open(opening) {
      const person = opening.direction === 'inbound' ? opening.from : opening.to;
      const attempt = world.count(`calls of ${person}`);
      const story = storyOf(person);
      const placedAt = Date.now();
      const call = newCall({
        ...opening,
        story,
        key: `${person}#${attempt}`,
        pickup: story.pickup(attempt),
        placedAt,
        visibleAt: placedAt + faults.rest.list_lag_ms,
        unitBytes: unitBytesOf(config.charMs),
      });
      world.calls.set(call.sid, call);
      return call;
    },
    start(call) {
      const life = call.direction === 'inbound' ? liveInbound : liveOutbound;
      life(world, call).catch((thrown: unknown) => {
        log.error({ callSid: call.sid, err: String(thrown) }, 'a call broke');
        world.close(call, 'failed', null);
      });
    },
    answer: (call) => pickUp(world, call),
    close: (call, status, sipCode) => endCall(world, call, status, sipCode),
    reset() {
      for (const call of world.calls.values()) world.close(call, 'canceled', null);
      world.calls.clear();
      world.recordings.clear();
      world.debugger.length = 0;
      counts.clear();
      Object.assign(world.speech, createSpeechCounts());
      Object.assign(faults, noFaults());
    },
    stop() {
      stop.abort();
      for (const call of world.calls.values()) world.close(call, 'canceled', null);
      world.ticker.stop();
    },
  };
  return world;
}
