import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import type { Emit } from './response.ts';

/** Transcribes what the user said with a delay: usually after the next response has begun. */
export type Transcriber = { add(itemId: string, text: string): void; write(): Promise<void> };

export function createTranscriber(world: World, emit: Emit, closed: AbortSignal): Transcriber {
  const waiting: { itemId: string; text: string }[] = [];
  return {
    add: (itemId, text) => void waiting.push({ itemId, text }),
    async write() {
      const { config, faults } = world;
      const lateMs = config.timing.transcribeMs + faults.realtime.late_transcription_ms;
      const taken = waiting.splice(0);
      if (taken.length === 0 || (await wait(lateMs, closed)) === 'stopped') return;
      for (const { itemId, text } of taken) {
        const ids = { item_id: itemId, content_index: 0 };
        const seconds = Math.ceil((text.length * config.charMs) / 1000);
        const usage = { type: 'duration', seconds };
        const prefix = 'conversation.item.input_audio_transcription';
        emit(`${prefix}.delta`, { ...ids, delta: text });
        emit(`${prefix}.completed`, { ...ids, transcript: text, usage });
      }
    },
  };
}
