import type { Events } from '@ringback/shared/db/events.ts';
import type { Leads } from '@ringback/shared/db/leads.ts';
import type { ActiveLeads } from '@ringback/shared/queue/active-leads.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Metrics } from '@ringback/shared/runtime/metrics.ts';
import { createHub, LIVE_TIMING, type LiveTiming, type ReadOpenPasses } from './hub.ts';
import { createLiveMetrics } from './live-metrics.ts';
import { startPruning } from './prune.ts';
import { createRelay } from './relay.ts';
import { liveRoutes } from './routes.ts';

type Deps = {
  events: Events;
  leads: Pick<Leads, 'find'>;
  activeLeads: ActiveLeads;
  /** Hears the nudges of other processes; called once, with what to do then. */
  listen: (onNudge: () => void) => { stop(): void };
  readOpenPasses: ReadOpenPasses;
  maxPerCaller: number;
  keepMs: number;
  timing?: Partial<LiveTiming>;
  metrics: Metrics;
  newId: () => string;
  random: () => number;
  now: () => Date;
  log: Logger;
};

/** The live log of this process: one relay, its listeners, and the broom. */
export function createLive(deps: Deps) {
  const { events, leads, activeLeads, log, now } = deps;
  const timing = { ...LIVE_TIMING, ...deps.timing };
  const metrics = createLiveMetrics(deps.metrics);
  const relay = createRelay({
    events,
    pollMs: timing.pollMs,
    log,
    onLag: (lagMs) => metrics.lag.observe(lagMs / 1_000),
  });
  const hub = createHub({
    findLead: leads.find,
    activeLeads,
    readOpenPasses: deps.readOpenPasses,
    maxPerCaller: deps.maxPerCaller,
    timing,
    metrics,
    random: deps.random,
    log,
  });
  const listener = deps.listen(relay.nudge);
  const broom = startPruning({ events, keepMs: deps.keepMs, now, log });

  return {
    nudge: relay.nudge,
    routes: liveRoutes({
      hub,
      relay,
      events,
      findLead: leads.find,
      timing,
      metrics,
      newId: deps.newId,
      log,
    }),
    async stop() {
      hub.stop();
      relay.stop();
      listener.stop();
      await broom.stop();
    },
  };
}
