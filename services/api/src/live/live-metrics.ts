import type { Metrics } from '@ringback/shared/runtime/metrics.ts';

export type LiveMetrics = ReturnType<typeof createLiveMetrics>;

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30];

export function createLiveMetrics(metrics: Metrics) {
  return {
    clients: metrics.gauge('sse_clients', 'Open live streams.'),
    resets: metrics.counter(
      'sse_resets_total',
      'Listeners that had to start again: their last event is no longer in the log.',
    ),
    ended: metrics.counter('sse_streams_ended_total', 'Live streams that ended, by reason.', [
      'reason',
    ]),
    lag: metrics.histogram(
      'event_lag_seconds',
      'From the write of an event to its reading here, for the oldest of each read.',
      [],
      SECONDS,
    ),
  };
}
