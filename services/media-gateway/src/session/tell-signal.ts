import type { Parts } from './session-parts.ts';

/** Tells those who watch how the call stands now. */
export function tellSignal({ signals, sound, turns, record, meter }: Parts, nowMs: number): void {
  signals.tick(
    {
      isLeadSpeaking: sound.isSpeaking(),
      isAgentHeard: !turns.playedOut(nowMs),
      words: record.beingSaid((itemId) => turns.heard(itemId, nowMs)),
      reply_ms: meter.replyMs(),
      cut_ins: meter.bargeIns(),
    },
    nowMs,
  );
}
