import { createPlayingPosition } from './playing-position.ts';
import { createSpokenItems, type SpokenItem } from './spoken-items.ts';

export type TurnTaking = ReturnType<typeof createTurnTaking>;

export type BargeIn = {
  /** Whether the carrier still holds audio that must not be played. */
  clear: boolean;
  /** What the model has to forget: everything of the item after so many milliseconds. */
  truncate: { itemId: string; heardMs: number }[];
};

export type Heard = {
  /** Generated and played, in milliseconds. */
  audioMs: number;
  heardMs: number;
  /** `heardMs` will not change any more. */
  settled: boolean;
  /** The reply is still being made: its text and length may grow. */
  growing: boolean;
};

/** Audio that is on its way to the lead when the lead starts to speak. */
const ON_THE_WAY_MS = 50;

/**
 * Tracks who speaks, and how much of it was heard. Holds no socket and no clock: every call passes
 * the time in milliseconds.
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

    /** False for the rest of an interrupted reply: it must not be played. */
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

    /** No more audio comes for this item; returns the name of the mark that closes it. */
    audioDone(itemId: string): string | null {
      const item = items.get(itemId);
      if (item) item.done = true;
      return position.lastMark();
    },

    /** The lead speaks: audio that was not heard yet is dropped. */
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

    /** No more audio will come for any item that was begun. */
    modelLost() {
      activeTurn = null;
      for (const [, item] of items.all()) item.done = true;
    },

    isReplying: () => activeTurn !== null,

    /** How much of all items the lead has heard, in milliseconds. */
    heardMs: (nowMs: number) =>
      [...items.all()].reduce((sum, [, item]) => sum + items.heardOf(item, nowMs), 0),

    heard(itemId: string, nowMs: number): Heard | null {
      const item = items.get(itemId);
      return item ? heardOf(item, items.heardOf(item, nowMs)) : null;
    },
  };
}

/** Cuts every item that still gets audio, or is not played to its end. */
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

/** How much of a cut item the model has to remember. */
function rememberedMs({ playedMs, sentMs }: SpokenItem): number {
  return Math.floor(playedMs === 0 ? 0 : Math.min(sentMs, playedMs + ON_THE_WAY_MS));
}

function heardOf({ audioMs, sentMs, done, cut }: SpokenItem, heardMs: number): Heard {
  return { audioMs, heardMs, settled: cut || (done && heardMs >= sentMs), growing: !done };
}
