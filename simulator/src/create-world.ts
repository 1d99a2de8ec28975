import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { noFaults } from './faults.ts';
import type { Log } from './log.ts';
import { createSpeechCounts } from './openai/speech-counts.ts';
import { readText } from './people/text-lead.ts';
import { unitBytesOf } from './speech.ts';
import { storyOf } from './stories.ts';
import { createTicker } from './ticker.ts';
import { newCall } from './twilio/call.ts';
import { liveInbound, liveOutbound, pickUp } from './twilio/call-life.ts';
import { endCall } from './twilio/end-call.ts';
import { TROUBLES } from './twilio/errors.ts';
import { createTexts } from './twilio/messages/texts.ts';
import { createPacer } from './twilio/pacer.ts';
import type { World } from './world.ts';

const MOST_DEBUGGER_ENTRIES = 1000;

export function createWorld(config: Config, log: Log, clock: Clock, baseUrl: () => string): World {
  const stop = new AbortController();
  const counts = new Map<string, number>();
  const faults = noFaults();
  let utterances = 0;

  const world: World = {
    config,
    log,
    faults,
    calls: new Map(),
    texts: createTexts(clock, config.smsUrl ?? null, stop.signal),
    chats: new Map(),
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
    recordingUrl: (sid) =>
      `${baseUrl()}/2010-04-01/Accounts/${config.accountSid}/Recordings/${sid}`,
    mediumUrl: (messageSid, mediumSid) =>
      `${baseUrl()}/2010-04-01/Accounts/${config.accountSid}/Messages/${messageSid}/Media/${mediumSid}`,
    report(code, sid, more) {
      if (world.debugger.length >= MOST_DEBUGGER_ENTRIES) world.debugger.shift();
      const at = new Date().toISOString();
      const isCall = sid === null || sid.startsWith('CA');
      const of = { call_sid: isCall ? sid : null, message_sid: isCall ? null : sid };
      world.debugger.push({ at, code, text: TROUBLES[code], ...of, more });
      log.warn({ code, sid, trouble: TROUBLES[code] }, 'the debugger has a new entry');
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
        log.error({ callSid: call.sid, err: String(thrown) }, 'a call failed');
        world.close(call, 'failed', null);
      });
    },
    answer: (call) => pickUp(world, call),
    read: (message) => readText(world, message),
    close: (call, status, sipCode) => endCall(world, call, status, sipCode),
    reset() {
      for (const call of world.calls.values()) world.close(call, 'canceled', null);
      world.calls.clear();
      world.texts.reset();
      world.chats.clear();
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
