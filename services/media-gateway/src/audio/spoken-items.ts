import type { createPlayingPosition } from './playing-position.ts';

/** One item of a reply, and how much of its sound was made, sent and played, in milliseconds. */
export type SpokenItem = {
  turnId: string;
  audioMs: number;
  sentMs: number;
  /** Played before the line last fell silent. */
  playedMs: number;
  done: boolean;
  /** The lead spoke over it: what was not played by then is not played any more. */
  cut: boolean;
};

type Segment = { item: SpokenItem; fromMs: number; toMs: number };
type Position = Pick<
  ReturnType<typeof createPlayingPosition>,
  'at' | 'sentMs' | 'sent' | 'isAtEnd' | 'startAnew'
>;

/** Which stretch of the sound belongs to which item, and how much of each was heard. */
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

    /** `cut`: whether a new one belongs to a reply that was cut off. */
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

    /** Cut items have their share already; the others were played to their end. */
    clear() {
      segments = segments.filter(({ item }) => !item.cut);
      settle();
    },
  };
}
