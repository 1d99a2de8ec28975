import type { ArrivingTexts } from '../db/texts/arriving-texts.ts';
import type { ArrivedText, InboundText } from '../db/texts/inbound-texts.ts';
import { stampAt } from '../runtime/arrival-stamps.ts';
import type { Now } from '../runtime/clock.ts';
import { createAskOthers, type Others } from './ask-others.ts';
import { createPace } from './pace.ts';
import { createStoreWaiting } from './store-waiting.ts';
import { createTakeWaiting } from './take-waiting.ts';
import { placeIn, type WaitingText } from './waiting-text.ts';
import { whoseTurn } from './whose-turn.ts';

type Deps = {
  arriving: Pick<ArrivingTexts, 'store' | 'takeIn'>;
  /** The earliest arrival of which nobody knows yet who wrote it; null if there is none. */
  oldestUnread?: () => string | null;
  /** This one is known now. */
  read?: (arrivedAt: string) => void;
  others?: Others;
  now: Now;
};

/** Texts that come within so long are stored together. */
const GATHER_MS = 3;
const MOST_STORED = 100;
const AT_ONCE = { stores: 3, takes: 3 };

/**
 * Takes in texts in the order in which they arrived. A text that waits for its place is stored at
 * once, so that other processes know of it; it gets the place when everything that may have arrived
 * before it is stored, too. However many come at once, they share a few calls of the database.
 */
export function createTakeInOrder({ arriving, oldestUnread, read, others, now }: Deps) {
  // In order of arrival.
  const waiting: WaitingText[] = [];
  const running = { stores: 0, takes: 0 };
  const pace = createPace();
  const { canAsk, beforeAll } = createAskOthers(others);
  const { lookIn, looked } = createAlarm(look);
  const store = createStoreWaiting({ arriving, others, pace, settle, now });
  const take = createTakeWaiting({ arriving, pace, settle, now });

  /** As the one call for one text; resolves when it and all its consequences are committed. */
  function receive(text: InboundText, at: Date): Promise<ArrivedText> {
    const arrivedAt = text.arrived_at ?? stampAt(at);
    const ageMs = Math.max(0, now().getTime() - Date.parse(arrivedAt));
    return new Promise((resolve, reject) => {
      placeIn(waiting, {
        text: { ...text, arrived_at: arrivedAt },
        isStored: false,
        isBusy: false,
        tries: 0,
        arrivedAtMs: performance.now() - ageMs,
        notBeforeMs: 0,
        resolve,
        reject,
      });
      read?.(arrivedAt);
      lookIn(GATHER_MS);
    });
  }

  function look(): void {
    looked();
    while (running.stores < AT_ONCE.stores) {
      const fresh = waiting.filter(({ isStored, isBusy }) => !isStored && !isBusy);
      if (fresh.length === 0) break;
      void busy('stores', fresh.slice(0, MOST_STORED), store);
    }
    while (running.takes < AT_ONCE.takes) {
      const { ready, lookInMs } = whoseTurn(waiting, {
        unread: oldestUnread?.() ?? null,
        settleMs: pace.settleMs(canAsk()),
        most: pace.mostTaken(),
        nowMs: performance.now(),
      });
      if (lookInMs < Infinity) lookIn(lookInMs);
      if (ready.length === 0) break;
      void busy('takes', ready, takeFirst);
    }
  }

  async function takeFirst(ready: WaitingText[]): Promise<void> {
    const some = await beforeAll(ready);
    if (some.length > 0) await take(some);
  }

  async function busy(
    what: keyof typeof running,
    some: WaitingText[],
    act: (some: WaitingText[]) => Promise<void>,
  ): Promise<void> {
    running[what] += 1;
    for (const one of some) one.isBusy = true;
    try {
      await act(some);
    } finally {
      running[what] -= 1;
      for (const one of some) one.isBusy = false;
      look();
    }
  }

  function settle(one: WaitingText, end: () => void): void {
    const place = waiting.indexOf(one);
    if (place >= 0) waiting.splice(place, 1);
    end();
  }

  return { receive };
}

/** Rings at the earliest of the moments that were asked for. */
function createAlarm(ring: () => void) {
  let timer: NodeJS.Timeout | undefined;
  let timerAtMs = Infinity;
  return {
    lookIn(ms: number): void {
      const atMs = performance.now() + ms;
      if (atMs >= timerAtMs) return;
      clearTimeout(timer);
      timerAtMs = atMs;
      timer = setTimeout(ring, ms);
    },
    looked(): void {
      clearTimeout(timer);
      timerAtMs = Infinity;
    },
  };
}
