import type { Metrics } from '@ringback/shared/runtime/metrics.ts';

export type LiveMetrics = ReturnType<typeof createLiveMetrics>;

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30];

export function createLiveMetrics(metrics: Metrics) {
  return {
    clients: metrics.gauge('sse_clients', 'Live streams that are open.'),
    resets: metrics.counter(
      'sse_resets_total',
      'Listeners told to begin anew: what they last heard is not in the log any more.',
    ),
    ended: metrics.counter('sse_streams_ended_total', 'Live streams that ended, by why.', [
      'reason',
    ]),
    lag: metrics.histogram(
      'event_lag_seconds',
      'From the write of an event to its being read here, of the oldest in each look.',
      [],
      SECONDS,
    ),
  };
}
