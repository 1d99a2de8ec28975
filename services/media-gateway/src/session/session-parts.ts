import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createCallMeter } from '../audio/call-meter.ts';
import { createCallerAudio } from '../audio/caller-audio.ts';
import { createTurnTaking } from '../audio/turn-taking.ts';
import { createConversationLog } from '../record/conversation-log.ts';
import { createHeardAccount } from '../record/heard-account.ts';
import { createEndingWatch } from '../tools/ending.ts';
import { createHoldTone } from './hold-tone.ts';
import { createLineWatch } from './line-watch.ts';
import { secondsLeft } from './opening.ts';
import { createRefusal } from './refusal.ts';
import type { Line, SessionDeps } from './session-deps.ts';
import { createSignals } from './signals.ts';
import { createSilenceWatch } from './silence-watch.ts';
import { createTranscript } from './transcript.ts';

/** One live call, and what it needs from the rest of the process. */
export type LiveCall = {
  deps: SessionDeps;
  /** Its lines carry the ids of the call. */
  log: Logger;
  line: Line;
  opened: OpenedSession & { firstSeq: number };
  startedAtMs: number;
};

export type Parts = ReturnType<typeof createParts>;

/** The state of one live call: who speaks, what was said and heard, and whose turn it is. */
export function createParts({ deps, log, line, opened, startedAtMs }: LiveCall) {
  const turns = createTurnTaking();
  const record = createConversationLog(opened.firstSeq);
  return {
    signals: createSignals((signal) => deps.tellSignal(signal), opened.call.id, deps.now),
    tone: createHoldTone(line),
    turns,
    sound: createCallerAudio(),
    record,
    transcript: createTranscript(opened.turns, { record, turns }),
    account: createHeardAccount({ ...deps, log }, opened, line.callSid),
    meter: createCallMeter(deps.metrics, log, startedAtMs),
    refusal: createRefusal(deps.writer, opened.call),
    watches: {
      line: createLineWatch(
        { startedAtMs, maxMs: secondsLeft(opened, deps.now()) * 1000 },
        deps.timing,
      ),
      silence: createSilenceWatch(deps.timing),
      ending: createEndingWatch(),
    },
  };
}
