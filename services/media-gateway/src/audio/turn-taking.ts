import { createPlayingPosition } from './playing-position.ts';
import { createSpokenItems, type SpokenItem } from './spoken-items.ts';

export type TurnTaking = ReturnType<typeof createTurnTaking>;

export type BargeIn = {
  /** Whether the carrier still holds sound that nobody is to hear. */
  clear: boolean;
  /** What the model is to forget: everything of the item after so many milliseconds. */
  truncate: { itemId: string; heardMs: number }[];
};

export type Heard = {
  /** Generated and played, in milliseconds. */
  audioMs: number;
  heardMs: number;
  /** Nothing about `heardMs` will change any more. */
  settled: boolean;
  /** The reply is still being made: its text and length may grow. */
  growing: boolean;
};

/** Sound that is on its way to the lead's ear when the lead starts to speak. */
const ON_THE_WAY_MS = 50;

/**
 * Who speaks, and how much of it was heard. Knows no socket and no time of its own: every call says
 * what time it is, in milliseconds.
 */
export function createTurnTaking() {
  const position = createPlayingPosition();
  const items = createSpokenItems(position);
  const cutTurns = new Set<string>();
  let activeTurn: string | null = null;

  return {
    replyStarted(turnId: string) {
      activeTurn = turnId;
    },

    replyDone(turnId: string) {
      if (activeTurn === turnId) activeTurn = null;
      for (const [, item] of items.all()) if (item.turnId === turnId) item.done = true;
    },

    /** False for the rest of a reply that was cut off: it is not to be played. */
    audio(turnId: string, itemId: string, lengthMs: number, nowMs: number): boolean {
      const item = items.of(itemId, turnId, cutTurns.has(turnId));
      item.audioMs += lengthMs;
      if (item.cut || cutTurns.has(turnId)) return false;
      items.send(item, lengthMs, nowMs);
      return true;
    },

    markDue: position.markDue,
    echo: position.echo,
    playedOut: position.playedOut,

    /** No more sound comes for this item; the name of the mark that closes it. */
    audioDone(itemId: string): string | null {
      const item = items.get(itemId);
      if (item) item.done = true;
      return position.lastMark();
    },

    /** The lead speaks: what nobody has heard yet is taken back. */
    bargeIn(nowMs: number): BargeIn {
      const clear = position.isHolding(nowMs);
      if (activeTurn) cutTurns.add(activeTurn);
      const cut = cutUnheard(items, activeTurn, nowMs);
      for (const [, { turnId }] of cut) cutTurns.add(turnId);
      items.clear();
      position.clear(nowMs);
      return {
        clear,
        truncate: cut.map(([itemId, item]) => ({ itemId, heardMs: rememberedMs(item) })),
      };
    },

    /** No more sound will come for anything that was begun. */
    modelLost() {
      activeTurn = null;
      for (const [, item] of items.all()) item.done = true;
    },

    isReplying: () => activeTurn !== null,

    /** Of everything that was said, what the lead has heard, in milliseconds. */
    heardMs: (nowMs: number) =>
      [...items.all()].reduce((sum, [, item]) => sum + items.heardOf(item, nowMs), 0),

    heard(itemId: string, nowMs: number): Heard | null {
      const item = items.get(itemId);
      return item ? heardOf(item, items.heardOf(item, nowMs)) : null;
    },
  };
}

/** Cuts every item that has sound to come, or is not played to its end. */
function cutUnheard(
  items: ReturnType<typeof createSpokenItems>,
  activeTurn: string | null,
  nowMs: number,
): [string, SpokenItem][] {
  const cut: [string, SpokenItem][] = [];
  for (const [itemId, item] of items.all()) {
    if (item.cut) continue;
    const played = items.playedOf(item, nowMs);
    const generating = item.turnId === activeTurn && !item.done;
    if (played >= item.sentMs && !generating) continue;
    item.cut = true;
    item.playedMs = played;
    cut.push([itemId, item]);
  }
  return cut;
}

/** How much of a cut item the model is to remember. */
function rememberedMs({ playedMs, sentMs }: SpokenItem): number {
  return Math.floor(playedMs === 0 ? 0 : Math.min(sentMs, playedMs + ON_THE_WAY_MS));
}

function heardOf({ audioMs, sentMs, done, cut }: SpokenItem, heardMs: number): Heard {
  return { audioMs, heardMs, settled: cut || (done && heardMs >= sentMs), growing: !done };
}
