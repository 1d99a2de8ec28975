import type {
  ConversationEvents,
  ConversationModel,
} from '@ringback/shared/providers/conversation/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

/** Real calls report here how the voice model does. */
export type ModelReports = {
  opened(): void;
  /** `reason`: a word of domain/calls/heard.ts. */
  failed(reason: string): void;
};

type Deps = {
  model: ConversationModel;
  log: Logger;
  nowMs?: () => number;
  timing?: Partial<ModelWatchTiming>;
};

export type ModelWatchTiming = {
  /** While it answers: how long that counts without another report from a call or a trial. */
  freshMs: number;
  /** While it does not answer: between trials. */
  retryMs: number;
  trialMs: number;
};

const TIMING: ModelWatchTiming = { freshMs: 60_000, retryMs: 5_000, trialMs: 8_000 };
const INSTRUCTIONS = 'This is a test of the line. Say only: yes.';

export type ModelWatch = ReturnType<typeof createModelWatch>;

/**
 * Whether the voice model would take a call: known from calls, and where there are none from trials.
 * After a failure it has to speak in a trial, since a silent model may still open a session.
 */
export function createModelWatch({ model, log, nowMs = () => performance.now(), timing }: Deps) {
  const { freshMs, retryMs, trialMs } = { ...TIMING, ...timing };
  let fault: string | null = 'not_tried_yet';
  let mustSpeak = false;
  let knownAtMs = Number.NEGATIVE_INFINITY;
  let trying: Promise<void> | null = null;

  const know = (found: string | null) => {
    if (found !== fault) log[found === null ? 'info' : 'error']({ fault: found }, 'voice model');
    fault = found;
    mustSpeak = found !== null;
    knownAtMs = nowMs();
  };

  const trial = async () => {
    const said = Promise.withResolvers<boolean>();
    const late = AbortSignal.timeout(trialMs);
    late.addEventListener('abort', () => said.resolve(false), { once: true });
    try {
      const conversation = await model.start(
        { instructions: INSTRUCTIONS, voice: null, model: null, tools: [], turns: [] },
        listening(said.resolve),
        late,
      );
      if (mustSpeak) conversation.speak();
      else said.resolve(true);
      const spoke = await said.promise;
      conversation.close();
      know(spoke ? null : 'model_silent');
    } catch (thrown) {
      const { code } = AppError.from(thrown);
      know(code === 'provider_rejected' ? 'model_refused' : 'model_unreachable');
    }
  };

  return {
    /** Null: it answers. */
    fault: () => fault,
    reports: {
      opened() {
        // It opens sessions; the calls themselves report whether it speaks.
        if (fault === null) knownAtMs = nowMs();
      },
      failed: know,
    } satisfies ModelReports,

    /** Runs a trial if the last report is too old; one trial at a time. */
    async check(): Promise<void> {
      const ageMs = nowMs() - knownAtMs;
      if (ageMs < (fault === null ? freshMs : retryMs)) return;
      trying ??= trial().finally(() => {
        trying = null;
      });
      await trying;
    },
  };
}

function listening(report: (spoke: boolean) => void): ConversationEvents {
  const nothing = () => {};
  return {
    audio: () => report(true),
    audioDone: nothing,
    replyStarted: nothing,
    replyDone: ({ status }) => {
      if (status === 'failed') report(false);
    },
    callerStarted: nothing,
    callerStopped: nothing,
    itemPlaced: nothing,
    callerText: nothing,
    agentText: nothing,
    lost: () => report(false),
  };
}
