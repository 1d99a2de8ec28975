import type { Events, Fence, OutboxPage } from '@ringback/shared/db/live/events.ts';
import type { LiveEvent } from '@ringback/shared/events/live-event.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

/** Somebody who hears what the relay reads, from the moment at which they came. */
export type Hearer = {
  /** Everything certain up to `position`; the first time without events. */
  hear(events: LiveEvent[], position: number): void;
  /** The log was pruned over the relay's own head: there is a hole below `position`. */
  skip(position: number): void;
  /** Whether an event is for them. */
  wants(event: LiveEvent): boolean;
};

export type Relay = ReturnType<typeof createRelay>;

type Deps = {
  events: Pick<Events, 'readOutbox'>;
  pollMs: number;
  log: Logger;
  onLag: (lagMs: number) => void;
};

/** Small enough that what a crowd of writers leaves at once is no flood for those who listen. */
const PAGE = 200;
/** How soon to look again at a gap whose transactions are still open. */
const GAP_MS = 20;
const HEAD_MS = 2_000;

/**
 * Reads the log once for all listeners of this process, as long as there are any: when it is
 * nudged, and every `pollMs` in case a nudge was lost.
 */
export function createRelay({ events, pollMs, log, onLag }: Deps) {
  const hearers = new Set<Hearer>();
  let position: number | null = null;
  let fence: Fence | null = null;
  let reading = false;
  let again = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const isAwake = () => hearers.size > 0 && !stopped;

  /** One reader at a time; whoever nudges meanwhile has it read once more. */
  async function look(): Promise<void> {
    again = true;
    if (reading) return;
    reading = true;
    clearTimeout(timer);
    let waitMs = pollMs;
    try {
      while (again && isAwake()) {
        again = false;
        const page = await events.readOutbox(position, fence, PAGE);
        if (!isAwake()) break;
        take(page);
        if (page.events.length >= PAGE) again = true;
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

  /** That somebody was told, and how many; by ids, not by what it said. */
  function tellOf(event: LiveEvent): void {
    const { id, type, payload } = event;
    const clients = [...hearers].filter((hearer) => hearer.wants(event)).length;
    const isText = type === 'message.created' || type === 'message.updated';
    log.info(
      { eventId: id, type, ...(isText && { messageId: payload.message_id }), clients },
      isText ? 'live_chat save_message broadcast' : 'SSE broadcast',
    );
  }

  /** Whoever wakes it begins at the end of the log; what lies between nobody here has asked for. */
  function fallAsleep(): void {
    clearTimeout(timer);
    position = null;
    fence = null;
  }

  return {
    nudge: () => {
      if (isAwake()) void look();
    },

    /** Returns how to leave again. */
    join(hearer: Hearer): () => void {
      hearers.add(hearer);
      if (position !== null) hearer.hear([], position);
      void look();
      return () => {
        hearers.delete(hearer);
        if (hearers.size === 0 && !reading) fallAsleep();
      };
    },

    /** Up to where this process has read; null before its first look. */
    position: () => position,

    /** A place in the log up to which everything is certain, no older than this call. */
    async head(): Promise<number> {
      let own: Fence | null = null;
      const deadline = performance.now() + HEAD_MS;
      for (;;) {
        const page: OutboxPage = await events.readOutbox(null, own, 1);
        if (page.position !== null) return page.position;
        // Something writes at length; what this process has read already will do as well.
        if (performance.now() > deadline) break;
        own = page.fence;
        await new Promise((resolve) => setTimeout(resolve, GAP_MS));
      }
      if (position !== null) return position;
      throw new AppError('database_unavailable', 'Something big is being written. Ask again soon.');
    },

    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
