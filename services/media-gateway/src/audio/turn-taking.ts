/**
 * Who speaks, and how much of it was heard. Sound is sent much faster than it is played, so the
 * playing position is known from the carrier's echoes of marks, and by the clock between them.
 * Knows no socket and no time of its own: every call says what time it is, in milliseconds.
 */
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

type Item = {
  turnId: string;
  audioMs: number;
  sentMs: number;
  /** Played before the line last fell silent. */
  playedMs: number;
  done: boolean;
  cut: boolean;
};
type Segment = { item: Item; itemId: string; fromMs: number; toMs: number };

/** A mark often enough to know the position within a word or two. */
const MARK_EVERY_MS = 400;
/** Sound that is on its way to the lead's ear when the lead starts to speak. */
const ON_THE_WAY_MS = 50;
/** The carrier plays whole frames: of new sound, the first is in the ear as soon as it is there. */
const FRAME_MS = 20;
/** If an echo gets lost, the clock decides after this. */
const ECHO_PATIENCE_MS = 2_000;

export function createTurnTaking() {
  const items = new Map<string, Item>();
  const cutTurns = new Set<string>();
  let segments: Segment[] = [];
  let activeTurn: string | null = null;
  // Positions count the milliseconds sent since the last clear; a generation is what lies between.
  let generation = 0;
  let sentMs = 0;
  let markedMs = 0;
  let echoedMs = 0;
  let anchorMs = 0;
  let anchorAtMs = 0;

  const position = (nowMs: number) => Math.min(sentMs, anchorMs + Math.max(0, nowMs - anchorAtMs));

  const itemOf = (itemId: string, turnId: string): Item => {
    const known = items.get(itemId);
    if (known) return known;
    const cut = cutTurns.has(turnId);
    const fresh = { turnId, audioMs: 0, sentMs: 0, playedMs: 0, done: false, cut };
    items.set(itemId, fresh);
    return fresh;
  };

  const playedOf = (item: Item, nowMs: number) => {
    const at = position(nowMs);
    let played = item.playedMs;
    for (const segment of segments) {
      if (segment.item === item) {
        played += Math.max(0, Math.min(at, segment.toMs) - segment.fromMs);
      }
    }
    return played;
  };

  /** Whatever was sent has been played: from here the clock starts anew. */
  const settleSegments = () => {
    for (const { item, fromMs, toMs } of segments) item.playedMs += toMs - fromMs;
    segments = [];
  };

  const mark = () => {
    markedMs = sentMs;
    return `${generation}:${sentMs}`;
  };

  return {
    replyStarted(turnId: string) {
      activeTurn = turnId;
    },

    replyDone(turnId: string) {
      if (activeTurn === turnId) activeTurn = null;
      for (const item of items.values()) if (item.turnId === turnId) item.done = true;
    },

    /** False for the rest of a reply that was cut off: it is not to be played. */
    audio(turnId: string, itemId: string, lengthMs: number, nowMs: number): boolean {
      const item = itemOf(itemId, turnId);
      item.audioMs += lengthMs;
      if (item.cut || cutTurns.has(turnId)) return false;
      if (position(nowMs) >= sentMs) {
        settleSegments();
        anchorMs = sentMs;
        anchorAtMs = nowMs - FRAME_MS;
      }
      const last = segments.at(-1);
      if (last?.item === item) last.toMs += lengthMs;
      else segments.push({ item, itemId, fromMs: sentMs, toMs: sentMs + lengthMs });
      sentMs += lengthMs;
      item.sentMs += lengthMs;
      return true;
    },

    /** The name of the mark to send now, if one is due. */
    markDue: () => (sentMs - markedMs >= MARK_EVERY_MS ? mark() : null),

    /** No more sound comes for this item; the name of the mark that closes it. */
    audioDone(itemId: string): string | null {
      const item = items.get(itemId);
      if (item) item.done = true;
      return sentMs > markedMs ? mark() : null;
    },

    /** An echo from before a clear says nothing about what was played. */
    echo(name: string, nowMs: number) {
      const [from, at] = name.split(':').map(Number);
      if (from !== generation || at === undefined || !(at > echoedMs)) return;
      echoedMs = Math.min(at, sentMs);
      anchorMs = echoedMs;
      anchorAtMs = nowMs;
    },

    /** The lead speaks: what nobody has heard yet is taken back. */
    bargeIn(nowMs: number): BargeIn {
      const clear = position(nowMs) < sentMs || echoedMs < markedMs;
      const truncate: BargeIn['truncate'] = [];
      if (activeTurn) cutTurns.add(activeTurn);
      for (const [itemId, item] of items) {
        if (item.cut) continue;
        const played = playedOf(item, nowMs);
        const generating = item.turnId === activeTurn && !item.done;
        if (played >= item.sentMs && !generating) continue;
        item.cut = true;
        item.playedMs = played;
        cutTurns.add(item.turnId);
        const heardMs = played === 0 ? 0 : Math.min(item.sentMs, played + ON_THE_WAY_MS);
        truncate.push({ itemId, heardMs: Math.floor(heardMs) });
      }
      settlePlayed();
      generation += 1;
      sentMs = markedMs = echoedMs = anchorMs = 0;
      anchorAtMs = nowMs;
      return { clear, truncate };
    },

    /** Whether the lead has heard everything that was sent. */
    playedOut(nowMs: number): boolean {
      if (sentMs <= echoedMs) return true;
      return nowMs - anchorAtMs >= sentMs - anchorMs + ECHO_PATIENCE_MS;
    },

    /** No more sound will come for anything that was begun. */
    modelLost() {
      activeTurn = null;
      for (const item of items.values()) item.done = true;
    },

    isReplying: () => activeTurn !== null,

    /** Of everything that was said, what the lead has heard, in milliseconds. */
    heardMs: (nowMs: number) =>
      [...items.values()].reduce(
        (sum, item) =>
          sum + (item.cut ? item.playedMs : Math.min(item.sentMs, playedOf(item, nowMs))),
        0,
      ),

    heard(itemId: string, nowMs: number): Heard | null {
      const item = items.get(itemId);
      if (!item) return null;
      const heardMs = item.cut ? item.playedMs : Math.min(item.sentMs, playedOf(item, nowMs));
      return {
        audioMs: item.audioMs,
        heardMs,
        settled: item.cut || (item.done && heardMs >= item.sentMs),
        growing: !item.done,
      };
    },
  };

  /** Cut items have their share already; the others were played to their end. */
  function settlePlayed() {
    segments = segments.filter(({ item }) => !item.cut);
    settleSegments();
  }
}
