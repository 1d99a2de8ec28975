import {
  isVoiced,
  payloadMs,
  silentPayload,
} from '@ringback/shared/providers/conversation/mulaw.ts';
import type { Conversation } from '@ringback/shared/providers/conversation/port.ts';
import { createFrameRing } from './frame-ring.ts';
import { createInboundClock } from './inbound-clock.ts';

/** How much audio a connected model received before it notices a word: another model may need it again. */
const FIRST_FRAMES = 100;
/** How much audio a model needs from before it notices speech: its detector looks back as well. */
const LEAD_IN_FRAMES = 25;
/** This many frames with a voice in them, 60 ms, are a word and not noise. */
const WORD_FRAMES = 3;
/** A sentence that a new model may need again, or that no model has received yet: half a minute. */
const SENTENCE_FRAMES = 1_500;

export type CallerAudio = ReturnType<typeof createCallerAudio>;

/**
 * The lead's audio on its way to the model, without gaps. Audio that the model may not have understood
 * yet is kept, so that another model gets it if this one is lost in the middle of a sentence.
 */
export function createCallerAudio() {
  const clock = createInboundClock();
  let model: Conversation | null = null;
  const recent = createFrameRing();
  let speaking = false;
  let awaitingWords = false;
  let voicedFrames = 0;
  let hasStarted = false;

  const append = (payload: Buffer) => {
    if (model) model.appendAudio(payload);
    else if (isVoiced(payload)) voicedFrames += 1;
    // A lead who says hello before the model has connected is heard.
    recent.push(payload, awaitingWords || !model ? SENTENCE_FRAMES : LEAD_IN_FRAMES);
  };

  return {
    frame(payload: Buffer, timestampMs: number, nowMs: number) {
      const missingMs = clock.frame(timestampMs, payloadMs(payload), nowMs);
      if (missingMs > 0) append(silentPayload(missingMs));
      append(payload);
    },

    /** Time passes without frames: a sentence must come to its end all the same. */
    tick(nowMs: number) {
      const missingMs = clock.stalled(nowMs, speaking);
      if (missingMs > 0) append(silentPayload(missingMs));
    },

    /** The call is over: completes a sentence that was cut off, or that no model has noticed yet. */
    finish({ unnoticed = false } = {}) {
      if (speaking || unnoticed) append(silentPayload(1_000));
    },

    /** True when the model was given a sentence that a lost one had left unanswered. */
    connect(conversation: Conversation): boolean {
      recent.replay(conversation.appendAudio);
      model = conversation;
      voicedFrames = 0;
      hasStarted = false;
      const again = awaitingWords;
      if (!again) recent.keepLast(FIRST_FRAMES);
      speaking = awaitingWords = false;
      return again;
    },
    disconnect() {
      model = null;
    },

    started() {
      speaking = awaitingWords = hasStarted = true;
    },
    stopped() {
      speaking = false;
    },
    understood() {
      if (speaking) return;
      awaitingWords = false;
      recent.keepLast(LEAD_IN_FRAMES);
    },

    isSpeaking: () => speaking,
    /** The lead has said something that no model has received. */
    hasUnheardWords: () => voicedFrames >= WORD_FRAMES,
    /** The connected model has noticed speech. */
    hasStarted: () => hasStarted,
    noFramesForMs: clock.quietForMs,
  };
}
