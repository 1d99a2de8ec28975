import type { CallSignal } from '@ringback/shared/events/call-signal.ts';

type State = Pick<CallSignal, 'words' | 'reply_ms' | 'cut_ins'> & {
  isLeadSpeaking: boolean;
  isAgentHeard: boolean;
};
type Tell = (signal: CallSignal | { over: string }) => void;

/** In any second. */
const MOST = 4;
const SECOND_MS = 1_000;
/** Who comes later hears it within that time, and a call of a killed gateway is forgotten. */
const AGAIN_MS = 5_000;
const MOST_WORDS = 400;

/**
 * How a live call stands, for those who watch. It is told with the clock of the session, four times a
 * second at most, and only where it has changed.
 */
export function createSignals(tell: Tell, callId: string, now: () => Date) {
  let speaker: CallSignal['speaker'] = 'nobody';
  let since = now().toISOString();
  let tool: CallSignal['tool'] = null;
  let last = '';
  let toldAtMs: number[] = [];
  let againFromMs = Number.NEGATIVE_INFINITY;

  return {
    toolBegan(name: string) {
      tool = { name, is_running: true };
    },
    toolEnded(name: string) {
      if (tool?.name === name) tool = { name, is_running: false };
    },

    tick(state: State, nowMs: number) {
      const speaking = state.isLeadSpeaking ? 'lead' : state.isAgentHeard ? 'agent' : 'nobody';
      if (speaking !== speaker) {
        speaker = speaking;
        since = now().toISOString();
      }
      toldAtMs = toldAtMs.filter((atMs) => nowMs - atMs < SECOND_MS);
      if (toldAtMs.length >= MOST) return;
      const { words, reply_ms, cut_ins } = state;
      const signal: CallSignal = {
        ...{ call_id: callId, speaker, since, tool, cut_ins },
        reply_ms: reply_ms === null ? null : Math.round(reply_ms),
        // The end of what is being said is what one wants to read.
        words: words && { ...words, text: words.text.slice(-MOST_WORDS) },
      };
      const text = JSON.stringify(signal);
      if (text === last && nowMs - againFromMs < AGAIN_MS) return;
      last = text;
      againFromMs = nowMs;
      toldAtMs.push(nowMs);
      tell(signal);
    },

    over() {
      tell({ over: callId });
    },
  };
}
