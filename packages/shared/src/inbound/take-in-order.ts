import { ownNumberError } from '../db/own-number.ts';
import type { ArrivingText, ArrivingTexts, TakenIn } from '../db/texts/arriving-texts.ts';
import type { ArrivedText, InboundText } from '../db/texts/inbound-texts.ts';
import { stampAt } from '../runtime/arrival-stamps.ts';
import type { Now } from '../runtime/clock.ts';
import { AppError } from '../runtime/errors.ts';

type Deps = {
  arriving: Pick<ArrivingTexts, 'store' | 'takeIn'>;
  /** The earliest arrival of which nobody knows yet who wrote it; null if there is none. */
  oldestUnread?: () => string | null;
  /** This one is known now. */
  read?: (arrivedAt: string) => void;
  /** What has reached other processes; fails while nobody can tell. */
  others?: Others;
  now: Now;
};

type Others = {
  /** The earliest arrival anywhere that is not stored yet; null if there is none. */
  oldest(): Promise<string | null>;
  /** These are. */
  done(arrivedAt: readonly string[]): Promise<void>;
};

type Waiting = {
  text: ArrivingText;
  isStored: boolean;
  isBusy: boolean;
  tries: number;
  /** By the clock that is never set. */
  arrivedAtMs: number;
  notBeforeMs: number;
  resolve: (arrived: ArrivedText) => void;
  reject: (thrown: unknown) => void;
};

/** Texts that come within so long are stored together. */
const GATHER_MS = 3;
/**
 * What arrived at another process before this one is known by the least of these. Where nobody can
 * ask the others: it is stored by then, as they are as busy as this one, whose own longest way from
 * arrival to storage says how long that may take.
 */
const SETTLE_MS = { least: 30, most: 1_500, share: 1.5 };
/** So much of the longest way is remembered with each call. */
const FADES = 0.97;
const UNREAD_LOOK_MS = 4;
const OTHERS_LOOK_MS = 10;
const MOST_STORED = 100;
const STORES_AT_ONCE = 3;
const MOST_TAKEN = 40;
/** One call takes in what it can in so long: a slow database is given fewer at a time. */
const CALL_MS = 1_000;
const FIRST_CALL = 10;
const TAKES_AT_ONCE = 3;
const MOST_TRIES = 3;
const RETRY_MS = 150;

/**
 * Takes in texts in the order in which they arrived. A text that waits for its place is stored at
 * once, so that other processes know of it; it gets the place when everything that may have arrived
 * before it is stored, too. However many come at once, they share a few calls of the database.
 */
export function createTakeInOrder({ arriving, oldestUnread, read, others, now }: Deps) {
  // In order of arrival.
  const waiting: Waiting[] = [];
  let stores = 0;
  let takes = 0;
  let mostTaken = FIRST_CALL;
  let longestWayMs = 0;
  let canAsk = others !== undefined;
  let timer: NodeJS.Timeout | undefined;
  let timerAtMs = Infinity;

  /** As the one call for one text; resolves when it and all its consequences are committed. */
  function receive(text: InboundText, at: Date): Promise<ArrivedText> {
    const arrivedAt = text.arrived_at ?? stampAt(at);
    const ageMs = Math.max(0, now().getTime() - Date.parse(arrivedAt));
    return new Promise((resolve, reject) => {
      let place = waiting.length;
      while (place > 0 && (waiting[place - 1]?.text.arrived_at ?? '') > arrivedAt) place -= 1;
      waiting.splice(place, 0, {
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

  function lookIn(ms: number): void {
    const atMs = performance.now() + ms;
    if (atMs >= timerAtMs) return;
    clearTimeout(timer);
    timerAtMs = atMs;
    timer = setTimeout(look, ms);
  }

  function look(): void {
    clearTimeout(timer);
    timerAtMs = Infinity;
    while (stores < STORES_AT_ONCE) {
      const fresh = waiting.filter(({ isStored, isBusy }) => !isStored && !isBusy);
      if (fresh.length === 0) break;
      void store(fresh.slice(0, MOST_STORED));
    }
    while (takes < TAKES_AT_ONCE) {
      const ready = whoseTurn();
      if (ready.length === 0) break;
      void takeIn(ready);
    }
  }

  /** Those before whom nobody stands any more: neither of the same number, nor yet unread. */
  function whoseTurn(): Waiting[] {
    const unread = oldestUnread?.() ?? null;
    const { least, most, share } = SETTLE_MS;
    const settleMs = canAsk ? least : Math.min(most, Math.max(least, longestWayMs * share));
    const held = new Set<string>();
    const ready: Waiting[] = [];
    for (const one of waiting) {
      if (ready.length === mostTaken) break;
      if (unread !== null && one.text.arrived_at > unread) {
        lookIn(UNREAD_LOOK_MS);
        break;
      }
      const { from } = one.text;
      const waitMs = Math.max(one.arrivedAtMs + settleMs, one.notBeforeMs) - performance.now();
      if (held.has(from) || !one.isStored || one.isBusy || waitMs > 0) {
        held.add(from);
        if (one.isStored && waitMs > 0) lookIn(waitMs);
      } else {
        ready.push(one);
      }
    }
    return ready;
  }

  async function store(some: Waiting[]): Promise<void> {
    stores += 1;
    for (const one of some) one.isBusy = true;
    try {
      await storeAll(some);
    } finally {
      stores -= 1;
      for (const one of some) one.isBusy = false;
      look();
    }
  }

  async function storeAll(some: Waiting[]): Promise<void> {
    try {
      await arriving.store(
        some.map(({ text }) => text),
        now(),
      );
      for (const one of some) one.isStored = true;
      tellStored(some);
      measure(some);
    } catch (thrown) {
      if (some.length === 1 || AppError.from(thrown).code === 'database_unavailable') {
        for (const one of some) settle(one, () => one.reject(thrown));
        return;
      }
      // One that does not fit is to hinder no other.
      for (const one of some) await storeAll([one]);
    }
  }

  /** Whoever is not told waits a little longer. */
  function tellStored(some: readonly Waiting[]): void {
    others?.done(some.map(({ text }) => text.arrived_at)).catch(() => undefined);
  }

  /** Those of them before whom nothing stands that has reached another process. */
  async function beforeAllOthers(some: Waiting[]): Promise<Waiting[]> {
    if (!others) return some;
    let oldest: string | null;
    try {
      oldest = await others.oldest();
      canAsk = true;
    } catch {
      canAsk = false;
      return some;
    }
    const first = some.filter(({ text }) => oldest === null || text.arrived_at <= oldest);
    const heldUntilMs = performance.now() + OTHERS_LOOK_MS;
    for (const one of some) if (!first.includes(one)) one.notBeforeMs = heldUntilMs;
    return first;
  }

  /** What waited in a spool came another way. */
  function measure(stored: readonly Waiting[]): void {
    const waysMs = stored
      .map(({ arrivedAtMs }) => performance.now() - arrivedAtMs)
      .filter((ms) => ms < 2 * SETTLE_MS.most);
    longestWayMs = Math.max(longestWayMs * FADES, ...waysMs);
  }

  async function takeIn(ready: Waiting[]): Promise<void> {
    takes += 1;
    for (const one of ready) one.isBusy = true;
    try {
      const some = await beforeAllOthers(ready);
      if (some.length > 0) await takeAll(some);
    } finally {
      takes -= 1;
      for (const one of ready) one.isBusy = false;
      look();
    }
  }

  async function takeAll(some: Waiting[]): Promise<void> {
    const begunAtMs = performance.now();
    try {
      const taken = await arriving.takeIn(
        some.map(({ text }) => text),
        now(),
      );
      const resultOf = new Map(taken.map((one) => [one.message_id, one]));
      for (const one of some) conclude(one, resultOf.get(one.text.message_id));
    } catch (thrown) {
      // Stored it is; a sweep takes it in, should nobody tell us of it again.
      for (const one of some) settle(one, () => one.reject(thrown));
    } finally {
      const eachMs = (performance.now() - begunAtMs) / some.length;
      mostTaken = Math.max(1, Math.min(MOST_TAKEN, Math.floor(CALL_MS / eachMs)));
    }
  }

  function conclude(one: Waiting, taken: TakenIn | undefined): void {
    // `gone`: another process took it in turn, and it did not fit.
    const result = taken?.result ?? 'gone';
    if (taken && (taken.result === 'recorded' || taken.result === 'repeated')) {
      settle(one, () => one.resolve(taken));
    } else if (result === 'own_number') {
      settle(one, () => one.reject(ownNumberError()));
    } else if (result === 'failed' && one.tries < MOST_TRIES) {
      one.tries += 1;
      one.notBeforeMs = performance.now() + RETRY_MS * one.tries;
    } else {
      const sqlstate = taken && 'sqlstate' in taken ? taken.sqlstate : '22000';
      settle(one, () => one.reject(notTaken(sqlstate)));
    }
  }

  function settle(one: Waiting, end: () => void): void {
    const place = waiting.indexOf(one);
    if (place >= 0) waiting.splice(place, 1);
    end();
  }

  return { receive };
}

const notTaken = (sqlstate: string) =>
  new AppError('internal', 'A text could not be taken in.', { facts: { sqlstate } });
