import type { createPlayingPosition } from './playing-position.ts';

/** One item of a reply, with the length of its audio as generated, sent and played, in milliseconds. */
export type SpokenItem = {
  turnId: string;
  audioMs: number;
  sentMs: number;
  /** Played before the line last fell silent. */
  playedMs: number;
  done: boolean;
  /** The lead interrupted it: the rest will not be played. */
  cut: boolean;
};

type Segment = { item: SpokenItem; fromMs: number; toMs: number };
type Position = Pick<
  ReturnType<typeof createPlayingPosition>,
  'at' | 'sentMs' | 'sent' | 'isAtEnd' | 'startAnew'
>;

/** Which part of the audio belongs to which item, and how much of each item was heard. */
export function createSpokenItems(position: Position) {
  const items = new Map<string, SpokenItem>();
  let segments: Segment[] = [];

  const settle = () => {
    for (const { item, fromMs, toMs } of segments) item.playedMs += toMs - fromMs;
    segments = [];
  };

  const playedOf = (item: SpokenItem, nowMs: number) => {
    const at = position.at(nowMs);
    let played = item.playedMs;
    for (const segment of segments) {
      if (segment.item === item) {
        played += Math.max(0, Math.min(at, segment.toMs) - segment.fromMs);
      }
    }
    return played;
  };

  return {
    get: (itemId: string) => items.get(itemId),
    all: () => items.entries(),

    /** `cut`: whether a new item belongs to a reply that was interrupted. */
    of(itemId: string, turnId: string, cut: boolean): SpokenItem {
      const known = items.get(itemId);
      if (known) return known;
      const fresh = { turnId, audioMs: 0, sentMs: 0, playedMs: 0, done: false, cut };
      items.set(itemId, fresh);
      return fresh;
    },

    send(item: SpokenItem, lengthMs: number, nowMs: number) {
      if (position.isAtEnd(nowMs)) {
        settle();
        position.startAnew(nowMs);
      }
      const fromMs = position.sentMs();
      const last = segments.at(-1);
      if (last?.item === item) last.toMs += lengthMs;
      else segments.push({ item, fromMs, toMs: fromMs + lengthMs });
      position.sent(lengthMs);
      item.sentMs += lengthMs;
    },

    playedOf,
    heardOf: (item: SpokenItem, nowMs: number) =>
      item.cut ? item.playedMs : Math.min(item.sentMs, playedOf(item, nowMs)),

    /** Interrupted items keep their played length; all others were played to their end. */
    clear() {
      segments = segments.filter(({ item }) => !item.cut);
      settle();
    },
  };
}
