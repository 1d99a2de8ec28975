import { createListener, unitBytesOf, wholeWords } from '../speech.ts';
import type { SpeechCounts } from './speech-counts.ts';

const BYTES_PER_MS = 8;

/** When a turn begins and ends, as a voice activity detector sees it. All times are audio time. */
export type EarEvents = {
  started(audioMs: number): void;
  stopped(audioMs: number, text: string): void;
};

export type SpeechDetector = {
  /** µ-law bytes, in any portions. Time passes only with bytes: when none come, nothing ends. */
  hear(sound: Buffer): void;
  /** Bytes that cannot be understood, in a format that no speaker uses here. */
  ignore(bytes: number): void;
  /** Takes the turn so far, for a client that commits by hand. */
  take(): string;
  audioMs(): number;
  isHearing(): boolean;
  heardBytes(): number;
};

type Deps = {
  charMs: number;
  silenceMs: () => number | null;
  counts: SpeechCounts;
  events: EarEvents;
};

/** The model's speech detector: the first audio starts a turn, enough silence ends it. */
export function createSpeechDetector({ charMs, silenceMs, counts, events }: Deps): SpeechDetector {
  let bytes = 0;
  let sinceTaken = 0;
  let text = '';
  let insideWord = false;
  let speaking = false;
  let silentBytes = 0;

  const listener = createListener(unitBytesOf(charMs), {
    character({ character, endsWord }) {
      counts.characters_heard += 1;
      silentBytes = 0;
      if (!speaking && silenceMs() !== null) {
        speaking = true;
        events.started(bytes / BYTES_PER_MS);
      }
      text += character;
      insideWord = !endsWord;
    },
    silence(length) {
      const limit = silenceMs();
      silentBytes += length;
      if (!speaking || limit === null || silentBytes < limit * BYTES_PER_MS) return;
      speaking = false;
      events.stopped(bytes / BYTES_PER_MS, take());
    },
  });

  const take = () => {
    // A transcript never contains half a word.
    const said = wholeWords(text, insideWord);
    text = '';
    insideWord = false;
    sinceTaken = 0;
    return said;
  };

  return {
    hear(sound) {
      const before = { ...listener.damage };
      bytes += sound.length;
      sinceTaken += sound.length;
      listener.hear(sound);
      counts.lost += listener.damage.lost - before.lost;
      counts.noise += listener.damage.noise - before.noise;
      counts.repeated += listener.damage.repeated - before.repeated;
    },
    ignore(length) {
      bytes += length;
      sinceTaken += length;
    },
    take,
    audioMs: () => bytes / BYTES_PER_MS,
    isHearing: () => speaking,
    heardBytes: () => sinceTaken,
  };
}
