import type { GatewayMetrics } from './gateway-metrics.ts';

type Metrics = Pick<GatewayMetrics, 'framesIn' | 'framesOut' | 'turnLatency'>;

/** What is measured of one call: frames either way, and how long the lead waits for an answer. */
export function createCallMeter({ framesIn, framesOut, turnLatency }: Metrics) {
  let heard = 0;
  let said = 0;
  let stoppedAtMs: number | null = null;
  return {
    frameIn() {
      heard += 1;
    },
    frameOut(nowMs: number) {
      said += 1;
      if (stoppedAtMs === null) return;
      turnLatency.observe((nowMs - stoppedAtMs) / 1000);
      stoppedAtMs = null;
    },
    callerStarted() {
      stoppedAtMs = null;
    },
    callerStopped(atMs: number) {
      stoppedAtMs = atMs;
    },
    /** Counted in lumps: a frame comes fifty times a second. */
    flush() {
      framesIn.inc(heard);
      framesOut.inc(said);
      heard = said = 0;
    },
  };
}
