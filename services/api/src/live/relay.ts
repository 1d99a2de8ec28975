import type { Events, Fence, OutboxPage } from '@ringback/shared/db/live/events.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

/** Receives what the relay reads, from the moment it was added. */
export type Hearer = {
  /** All committed events up to `position`; the first time without events. */
  hear(events: LiveEvent[], position: number): void;
  /** The log was pruned past the relay's position: events below `position` are missing. */
  skip(position: number): void;
  /** Whether the listener wants an event. */
  wants(event: LiveEvent): boolean;
};

export type Relay = ReturnType<typeof createRelay>;

type Deps = {
  events: Pick<Events, 'readOutbox'>;
  pollMs: number;
  log: Logger;
  onLag: (lagMs: number) => void;
};

/** Small enough that a burst of writes does not flood the listeners. */
const PAGE = 200;
/** How soon a gap is read again while its transactions are still open. */
const GAP_MS = 20;
const HEAD_MS = 2_000;
/**
 * The first event is read at once, those that follow it closely together: each read is a write to
 * every listener, and with many of them the writes cost the most.
 */
const GATHER_MS = 25;

/**
 * Reads the log once for all listeners of this process, as long as there are any: on each
 * notification, and every `pollMs` in case a notification was lost.
 */
export function createRelay({ events, pollMs, log, onLag }: Deps) {
  const hearers = new Set<Hearer>();
  let position: number | null = null;
  let fence: Fence | null = null;
  let reading = false;
  let again = false;
  /** Before this nothing is read, unless there is more of what was read last. */
  let nextReadAtMs = 0;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const isAwake = () => hearers.size > 0 && !stopped;

  /** One read at a time; a notification in the meantime causes one more. */
  async function look(): Promise<void> {
    again = true;
    if (reading) return;
    reading = true;
    clearTimeout(timer);
    let waitMs = pollMs;
    try {
      while (again && isAwake()) {
        const waitForMoreMs = nextReadAtMs - performance.now();
        if (waitForMoreMs > 0) await new Promise((resolve) => setTimeout(resolve, waitForMoreMs));
        if (!isAwake()) break;
        again = false;
        const page = await events.readOutbox(position, fence, PAGE);
        if (!isAwake()) break;
        take(page);
        if (page.events.length >= PAGE) again = true;
        else if (page.events.length > 0) nextReadAtMs = performance.now() + GATHER_MS;
        waitMs = page.fence ? Math.min(GAP_MS, pollMs) : pollMs;
      }
    } catch (err) {
      log.debug({ err }, 'log not read');
    } finally {
      reading = false;
    }
    if (isAwake()) timer = setTimeout(look, waitMs);
    else fallAsleep();
  }

  function take(page: OutboxPage): void {
    fence = page.fence;
    if (position !== null && page.tail > position) {
      const to = Math.max(page.tail, page.position ?? 0);
      position = to;
      for (const hearer of hearers) hearer.skip(to);
      return;
    }
    if (page.position === null) return;
    position = page.position;
    if (page.events.length > 0) onLag(page.lag_ms);
    for (const hearer of hearers) hearer.hear(page.events, position);
    for (const event of page.events) tellOf(event);
  }

  /** Logs how many listeners got an event; ids only, no content. */
  function tellOf(event: LiveEvent): void {
    const { id, type, payload } = event;
    const clients = [...hearers].filter((hearer) => hearer.wants(event)).length;
    const isText = type === 'message.created' || type === 'message.updated';
    log.info(
      { eventId: id, type, ...(isText && { messageId: payload.message_id }), clients },
      isText ? 'live_chat save_message broadcast' : 'SSE broadcast',
    );
  }

  /** The first listener starts at the end of the log; earlier events have no listener here. */
  function fallAsleep(): void {
    clearTimeout(timer);
    position = null;
    fence = null;
  }

  return {
    nudge: () => {
      if (isAwake()) void look();
    },

    /** Returns a function that removes the listener. */
    join(hearer: Hearer): () => void {
      hearers.add(hearer);
      if (position !== null) hearer.hear([], position);
      void look();
      return () => {
        hearers.delete(hearer);
        if (hearers.size === 0 && !reading) fallAsleep();
      };
    },

    /** The position up to which this process has read; null before the first read. */
    position: () => position,

    /** A position up to which all events are committed, no older than this call. */
    async head(): Promise<number> {
      let own: Fence | null = null;
      const deadline = performance.now() + HEAD_MS;
      for (;;) {
        const page: OutboxPage = await events.readOutbox(null, own, 1);
        if (page.position !== null) return page.position;
        // A long transaction is open; the position that this process has read is good enough.
        if (performance.now() > deadline) break;
        own = page.fence;
        await new Promise((resolve) => setTimeout(resolve, GAP_MS));
      }
      if (position !== null) return position;
      throw new AppError('database_unavailable', 'A long write is in progress. Try again soon.');
    },

    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
