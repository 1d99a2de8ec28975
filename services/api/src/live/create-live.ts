import { noteSeen } from '@ringback/shared/db/access/note-seen.ts';
import { readOpenPasses } from '@ringback/shared/db/health/open-passes.ts';
import { createLeads } from '@ringback/shared/db/leads/leads.ts';
import { createEvents } from '@ringback/shared/db/live/events.ts';
import { assignWaitingNeeds } from '@ringback/shared/db/notifications/assign-waiting-needs.ts';
import { callSignalEvent } from '@ringback/shared/events/call-signal.ts';
import { presenceEvent } from '@ringback/shared/events/presence.ts';
import { createActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import { createListener } from '@ringback/shared/queue/listener.ts';
import { createStreamPlaces } from '@ringback/shared/queue/stream-places.ts';
import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { createHub, LIVE_TIMING, type LiveTiming } from './hub.ts';
import { createLiveMetrics } from './live-metrics.ts';
import { createNoteOnline } from './note-online.ts';
import { startPruning } from './prune.ts';
import { createRelay } from './relay.ts';
import { liveEndpoints } from './routes.ts';

/** A colleague is full after ten; the next look gives more. */
const GIVEN_AT_ONCE = 20;

/** The live log of this process: one relay, its listeners, and the pruning of the log. */
export function createLive(kernel: Kernel, config: Config, overrides: Partial<LiveTiming> = {}) {
  const { db, quietDb, redis, ids, log, now } = kernel;
  const { redisUrl, queuePrefix } = config;
  const timing = { ...LIVE_TIMING, ...overrides };
  const metrics = createLiveMetrics(kernel.metrics);
  // Reading the log does not notify the relay.
  const events = createEvents(quietDb);
  const findLead = createLeads(db).find;
  const relay = createRelay({
    events,
    pollMs: timing.pollMs,
    log,
    onLag: (lagMs) => metrics.lag.observe(lagMs / 1_000),
  });
  const noteOnline = createNoteOnline({
    async noteSeen(ids, at) {
      const seen = await noteSeen(quietDb, ids, at);
      // Whoever has just come is given what has found nobody so far; signing in was their first sign.
      await assignWaitingNeeds(db, at, GIVEN_AT_ONCE);
      return seen;
    },
    log,
    now,
  });
  const hub = createHub({
    findLead,
    activeLeads: createActiveLeads({ redis, prefix: queuePrefix, now }),
    async readOpenPasses(passes) {
      const open = await readOpenPasses(quietDb, passes, now());
      noteOnline(open);
      return open;
    },
    places: createStreamPlaces({ redis, prefix: queuePrefix, now }),
    maxPerPerson: config.streamsPerKey,
    timing,
    metrics,
    random: Math.random,
    log,
  });
  const listener = createListener(redisUrl, queuePrefix, {
    onNudge: relay.nudge,
    onPresence: (presence) => hub.tell(presenceEvent(presence, now())),
    onCallSignal: (signal) => hub.tell(callSignalEvent(signal, now())),
  });
  const pruning = startPruning({ events, keepMs: config.keepEventsMs, now, log });
  const deps = { hub, relay, events, findLead, timing, metrics, newId: ids.uuid, log };

  return {
    nudge: relay.nudge,
    routes: liveEndpoints.map(({ open }) => open(deps, now)),
    async stop() {
      hub.stop();
      relay.stop();
      listener.stop();
      await pruning.stop();
    },
  };
}
