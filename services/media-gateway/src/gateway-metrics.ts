import type { Metrics } from '@ringback/shared/runtime/metrics.ts';

export type GatewayMetrics = ReturnType<typeof createGatewayMetrics>;

const LATENCY_BUCKETS = [0.1, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10];

/** The gateway's metrics. `live` is read only when the metrics are scraped. */
export function createGatewayMetrics(
  metrics: Metrics,
  live: { active(): number; draining(): boolean; backlog(): number },
) {
  const frames = metrics.counter('media_frames_total', 'Audio frames forwarded', ['direction']);
  const gauge = (name: string, help: string, read: () => number) => {
    const made = metrics.gauge(name, help, [], async () => made.set(read()));
  };
  gauge('media_streams_active', 'Calls with an open media stream', live.active);
  gauge('media_draining', 'Whether new streams are refused', () => (live.draining() ? 1 : 0));
  gauge('media_transcript_backlog', 'Turns and opt-outs that wait for the database', live.backlog);
  return {
    framesIn: frames.labels('from_caller'),
    framesOut: frames.labels('to_caller'),
    turnLatency: metrics.histogram(
      'media_turn_latency_seconds',
      'From the end of what the caller said to the first audio of the reply',
      [],
      LATENCY_BUCKETS,
    ),
    bargeIns: metrics.counter('media_barge_ins_total', 'Replies that the lead interrupted'),
    refused: metrics.counter('media_streams_refused_total', 'Streams refused', ['reason']),
    modelLost: metrics.counter('media_model_lost_total', 'Voice model sessions lost in mid-call'),
  };
}
