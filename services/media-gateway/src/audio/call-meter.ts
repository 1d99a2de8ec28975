import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { GatewayMetrics } from '../gateway-metrics.ts';

type Metrics = Pick<GatewayMetrics, 'framesIn' | 'framesOut' | 'turnLatency' | 'bargeIns'>;

/**
 * Measures one call for the metrics and the log: frames either way, how long the lead waits for an
 * answer, how often the lead interrupts.
 */
export function createCallMeter(metrics: Metrics, log: Logger, startedAtMs: number) {
  const { framesIn, framesOut, turnLatency, bargeIns } = metrics;
  const counts = { framesIn: 0, framesOut: 0, bargeIns: 0 };
  const sinceStart = (nowMs: number) => Math.round(nowMs - startedAtMs);
  let heard = 0;
  let said = 0;
  let stoppedAtMs: number | null = null;
  let replyMs: number | null = null;
  return {
    frameIn() {
      heard += 1;
      if (counts.framesIn++ > 0) return;
      log.info({ ms: sinceStart(performance.now()) }, 'first audio from the lead');
    },
    /** How long the lead waited for this answer, in milliseconds, with its first frame; else null. */
    frameOut(nowMs: number): number | null {
      said += 1;
      if (counts.framesOut++ === 0) {
        log.info({ ms: sinceStart(nowMs) }, 'first audio from the agent');
      }
      if (stoppedAtMs === null) return null;
      replyMs = nowMs - stoppedAtMs;
      turnLatency.observe(replyMs / 1000);
      stoppedAtMs = null;
      return replyMs;
    },
    /** Of the last answer, in milliseconds. */
    replyMs: () => replyMs,
    bargeIns: () => counts.bargeIns,
    bargeIn() {
      bargeIns.inc();
      counts.bargeIns += 1;
      log.info({ ms: sinceStart(performance.now()) }, 'the lead spoke over the agent');
    },
    /** The sums of the whole call, for its last log line. */
    sums: (nowMs: number) => ({ ...counts, ms: sinceStart(nowMs) }),
    callerStarted() {
      stoppedAtMs = null;
    },
    callerStopped(atMs: number) {
      stoppedAtMs = atMs;
    },
    /** Counted in batches: a frame comes fifty times a second. */
    flush() {
      framesIn.inc(heard);
      framesOut.inc(said);
      heard = said = 0;
    },
  };
}
