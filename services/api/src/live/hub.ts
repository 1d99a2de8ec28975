import type { LeadRow } from '@ringback/shared/db/rows.ts';
import type { Mention } from '@ringback/shared/events/mention.ts';
import type { ActiveLead, ActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import type { StreamPlaces } from '@ringback/shared/queue/stream-places.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { LiveMetrics } from './live-metrics.ts';
import type { EndReason, LiveStream } from './stream.ts';

/** The settings of a stream, in milliseconds apart from the sizes. */
export type LiveTiming = {
  pollMs: number;
  beatMs: number;
  /** How often the listeners' permissions are checked again. */
  recheckMs: number;
  maxBufferBytes: number;
};

export const LIVE_TIMING: LiveTiming = {
  pollMs: 1_000,
  beatMs: 15_000,
  // Together with the time limit of the query, a revoked listener receives nothing after ten
  // seconds.
  recheckMs: 5_000,
  maxBufferBytes: 1_000_000,
};

/** One open stream, and what keeps it open. */
export type Guest = {
  streamId: string;
  /** The user, or the key: whose streams are counted together. */
  personId: string;
  /** The session, or the key: what may end while the stream is open. */
  callerId: string;
  leadId: number | null;
};

/** Those of the ids of keys and sessions that are still valid. */
export type ReadOpenPasses = (ids: string[]) => Promise<Set<string>>;

type Deps = {
  findLead: (id: number) => Promise<Pick<LeadRow, 'phone'> | null>;
  activeLeads: Pick<ActiveLeads, 'set' | 'drop'>;
  places: Pick<StreamPlaces, 'take' | 'keep' | 'leave'>;
  readOpenPasses: ReadOpenPasses;
  maxPerPerson: number;
  timing: LiveTiming;
  metrics: LiveMetrics;
  random: () => number;
  log: Logger;
};

type Seat = Guest & { stream: LiveStream; active: ActiveLead | null; sinceMs: number };

/** Clients that were cut off together must not reconnect together. */
export const firstRetryMs = (random: () => number) => 1_000 + random() * 2_000;
const lastRetryMs = (random: () => number) => 1_000 + random() * 9_000;

/** All open streams of this process: their heartbeat, their permission, their end. */
export function createHub(deps: Deps) {
  const { findLead, activeLeads, places, maxPerPerson, timing, metrics, random, log } = deps;
  const seats = new Map<string, Seat>();
  let closed = false;

  /** The page marks its lead again, in case the number has changed or the lead has been deleted. */
  async function markLead(seat: Seat): Promise<void> {
    const { leadId, streamId } = seat;
    if (leadId === null) return;
    const lead = await findLead(leadId);
    const before = seat.active;
    const now = lead && seats.has(streamId) ? { phone: lead.phone, leadId, streamId } : null;
    seat.active = now;
    if (before && before.phone !== now?.phone) await activeLeads.drop(before);
    if (!now) return;
    await activeLeads.set(now);
    // It may have been closed while this was under way.
    if (!seats.has(streamId)) await activeLeads.drop(now);
  }

  const mark = (seat: Seat) =>
    markLead(seat).catch((err: unknown) => log.debug({ err }, 'active lead not marked'));

  /** One query for all listeners here, without the cache of keys. */
  async function recheck(): Promise<void> {
    const callers = new Set([...seats.values()].map(({ callerId }) => callerId));
    if (callers.size === 0) return;
    const open = await openOf([...callers]);
    if (open === null) return;
    for (const { stream, callerId } of [...seats.values()]) {
      if (callers.has(callerId) && !open.has(callerId)) stream.close('unauthorized');
    }
  }

  /** Null: the check failed. The listeners stay and are checked again. */
  async function openOf(callers: string[]): Promise<Set<string> | null> {
    try {
      return await deps.readOpenPasses(callers);
    } catch (err) {
      log.debug({ err }, 'permissions of listeners not checked');
      return null;
    }
  }

  const beats = setInterval(() => {
    for (const seat of seats.values()) {
      seat.stream.beat();
      void mark(seat);
      places.keep(seat).catch((err: unknown) => log.debug({ err }, 'live stream not counted'));
    }
  }, timing.beatMs);
  const rechecks = setInterval(() => void recheck(), timing.recheckMs);
  beats.unref();
  rechecks.unref();

  return {
    /**
     * Throws when somebody has too many streams already, wherever they are open, or the process is
     * stopping. Without Redis those of this process count.
     */
    async admit({ personId, streamId }: Pick<Guest, 'personId' | 'streamId'>): Promise<void> {
      if (closed) throw new AppError('queue_unavailable', 'This server is stopping. Reconnect.');
      const own = [...seats.values()].filter((seat) => seat.personId === personId).length;
      const hasPlace =
        own < maxPerPerson &&
        (await places.take({ personId, streamId }, maxPerPerson).catch((err: unknown) => {
          log.debug({ err }, 'live streams not counted');
          return true;
        }));
      if (!hasPlace) {
        throw new AppError(
          'too_many_requests',
          `You have ${maxPerPerson} live streams open, which is as many as one person or key may have. Close a tab, a browser or a program that holds one.`,
        );
      }
    },

    /** The place of a stream that was never opened. */
    free(guest: Pick<Guest, 'personId' | 'streamId'>): void {
      places.leave(guest).catch((err: unknown) => log.debug({ err }, 'live stream still counted'));
    },

    /** Throws for a key or a session that has ended since it was cached. */
    async askAgain(callerId: string): Promise<void> {
      const open = await openOf([callerId]);
      if (open?.has(callerId) === false) {
        throw new AppError('unauthorized', 'This key or session has just ended.');
      }
    },

    seat(guest: Guest, stream: LiveStream): void {
      const seat: Seat = { ...guest, stream, active: null, sinceMs: performance.now() };
      seats.set(guest.streamId, seat);
      metrics.clients.set(seats.size);
      const { streamId, callerId, leadId } = guest;
      log.info({ streamId, callerId, leadId, clients: seats.size }, 'live client connected');
      if (stream.open(firstRetryMs(random))) void mark(seat);
      else this.leave(guest.streamId, 'client');
    },

    /** Something that is no part of the log: whoever does not hear it now never does. */
    tell(event: Mention): void {
      for (const { stream } of seats.values()) stream.mention(event);
    },

    leave(streamId: string, reason: EndReason): void {
      const seat = seats.get(streamId);
      if (!seat) return;
      seats.delete(streamId);
      this.free(seat);
      metrics.clients.set(seats.size);
      metrics.ended.inc({ reason });
      const ms = Math.round(performance.now() - seat.sinceMs);
      const { callerId, leadId } = seat;
      const facts = { streamId, callerId, leadId, reason, ms, clients: seats.size };
      log.info(facts, 'live client left');
      if (seat.active) {
        activeLeads
          .drop(seat.active)
          .catch((err: unknown) => log.debug({ err }, 'active lead not dropped'));
      }
    },

    /** Tells all clients to reconnect, each after another delay. */
    stop(): void {
      closed = true;
      clearInterval(beats);
      clearInterval(rechecks);
      for (const { stream } of [...seats.values()]) stream.close('shutdown', lastRetryMs(random));
    },
  };
}

export type Hub = ReturnType<typeof createHub>;
