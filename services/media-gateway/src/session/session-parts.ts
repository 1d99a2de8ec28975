import type { OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { createCallMeter } from '../audio/call-meter.ts';
import { createCallerSound } from '../audio/caller-sound.ts';
import { createTurnTaking } from '../audio/turn-taking.ts';
import { createConversationLog } from '../record/conversation-log.ts';
import { createSoundAccount } from '../record/sound-account.ts';
import { createHoldTone } from './hold-tone.ts';
import type { Line, SessionDeps } from './session-deps.ts';
import { createSilenceWatch } from './silence-watch.ts';

export type Parts = ReturnType<typeof createParts>;

/** What keeps account of one live call: who speaks, what was said and heard, and whose turn it is. */
export function createParts(
  deps: SessionDeps,
  log: Logger,
  line: Line,
  opened: OpenedSession & { firstSeq: number },
) {
  return {
    line,
    tone: createHoldTone(line),
    turns: createTurnTaking(),
    sound: createCallerSound(),
    record: createConversationLog(opened.firstSeq),
    silence: createSilenceWatch(deps.timing),
    account: createSoundAccount({ ...deps, log }, opened, line.callSid),
    meter: createCallMeter(deps.metrics, log, performance.now()),
    now: deps.now,
  };
}
