import type { CallSignal } from '@ringback/shared/events/call-signal.ts';

type State = Pick<CallSignal, 'words' | 'reply_ms' | 'cut_ins'> & {
  isLeadSpeaking: boolean;
  isAgentHeard: boolean;
};
type Tell = (signal: CallSignal | { over: string }) => void;

/** Four a second; a tick of the session may come a little early. */
const EVERY_MS = 240;
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
  let lastAtMs = Number.NEGATIVE_INFINITY;

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
      if (nowMs - lastAtMs < EVERY_MS) return;
      const { words, reply_ms, cut_ins } = state;
      const signal: CallSignal = {
        ...{ call_id: callId, speaker, since, tool, cut_ins },
        reply_ms: reply_ms === null ? null : Math.round(reply_ms),
        // The end of what is being said is what one wants to read.
        words: words && { ...words, text: words.text.slice(-MOST_WORDS) },
      };
      const text = JSON.stringify(signal);
      if (text === last && nowMs - lastAtMs < AGAIN_MS) return;
      last = text;
      lastAtMs = nowMs;
      tell(signal);
    },

    over() {
      tell({ over: callId });
    },
  };
}
