import { wait } from '../wait.ts';
import { newId } from './conversation.ts';
import { createModelEar } from './ear.ts';
import type { Responder } from './responder.ts';
import type { Complain, Emit } from './response.ts';
import type { SessionItems } from './session-items.ts';
import type { Settings } from './session-settings.ts';
import type { SpeechCounts } from './speech-counts.ts';
import type { Transcriber } from './transcriber.ts';

const SEMANTIC_SILENCE_MS = 300;
/** 100 ms of µ-law: less cannot be committed by hand. */
const LEAST_COMMIT_BYTES = 800;

type Deps = {
  charMs: number;
  counts: SpeechCounts;
  settings: Settings;
  emit: Emit;
  complain: Complain;
  announce: SessionItems['announce'];
  transcriber: Transcriber;
  /** Asked only once a session runs. */
  responder: () => Pick<Responder, 'respond' | 'cancel' | 'isActive'>;
};

/** The turns of who talks with the model: heard, noticed, put into the conversation, and answered. */
export function createUserTurns(deps: Deps) {
  const { charMs, counts, settings, emit, announce, transcriber, responder } = deps;
  const ear = createModelEar({
    charMs,
    counts,
    silenceMs: () => silenceMs(settings),
    events: { started, stopped },
  });
  let nextItem = newId('item');
  let idle = new AbortController();

  function started(audioMs: number): void {
    idle.abort();
    nextItem = newId('item');
    const detection = settings.audio.input.turn_detection;
    const padding = detection?.type === 'server_vad' ? (detection.prefix_padding_ms ?? 300) : 0;
    const audio_start_ms = Math.max(0, Math.round(audioMs - padding));
    emit('input_audio_buffer.speech_started', { audio_start_ms, item_id: nextItem });
    if (detection?.interrupt_response !== false) responder().cancel('turn_detected');
  }

  function stopped(audioMs: number, text: string): void {
    const item_id = nextItem;
    const audio_end_ms = Math.round(audioMs);
    emit('input_audio_buffer.speech_stopped', { audio_end_ms, item_id });
    commit(item_id, text);
    const creates = settings.audio.input.turn_detection?.create_response !== false;
    if (creates && !responder().isActive()) void responder().respond(null, null);
    else void transcriber.write();
  }

  function commit(id: string, text: string): void {
    announce(id, { type: 'message', role: 'user', text, via: 'audio' }, true);
    if (settings.audio.input.transcription !== null) transcriber.add(id, text);
  }

  return {
    ear,
    /** Somebody speaks, or the session is over: nobody waits for a word any more. */
    stopWaiting: () => idle.abort(),

    commitByHand(eventId: string | null) {
      if (ear.heardBytes() < LEAST_COMMIT_BYTES) {
        const message = 'Error committing input audio buffer: buffer too small, less than 100ms.';
        deps.complain('input_audio_buffer_commit_empty', message, null, eventId);
        return;
      }
      commit(newId('item'), ear.take());
      void transcriber.write();
    },

    /** Nobody speaks although the last response has been played: the server asks again by itself. */
    async watchIdle(playMs: number): Promise<void> {
      const detection = settings.audio.input.turn_detection;
      const limit = detection?.type === 'server_vad' ? detection.idle_timeout_ms : null;
      idle.abort();
      if (limit === null || limit === undefined || ear.isHearing()) return;
      idle = new AbortController();
      if ((await wait(playMs + limit, idle.signal)) === 'stopped') return;
      const id = newId('item');
      const at = Math.round(ear.audioMs());
      const times = { audio_start_ms: Math.max(0, at - limit), audio_end_ms: at };
      emit('input_audio_buffer.timeout_triggered', { ...times, item_id: id });
      announce(id, { type: 'silence' }, true);
      void responder().respond(null, null);
    },
  };
}

/** How much silence ends a turn; null: none does. */
function silenceMs(settings: Settings): number | null {
  const detection = settings.audio.input.turn_detection;
  if (detection === null) return null;
  if (detection.type === 'semantic_vad') return SEMANTIC_SILENCE_MS;
  return detection.silence_duration_ms ?? 500;
}
