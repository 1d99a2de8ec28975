import type { Metrics } from '../runtime/metrics.ts';

export type WorkerMetrics = ReturnType<typeof createWorkerMetrics>;

const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];

/** What every worker measures about its jobs. */
export function createWorkerMetrics(metrics: Metrics) {
  return {
    duration: metrics.histogram(
      'job_duration_seconds',
      'How long a job ran, by how it ended.',
      ['queue', 'outcome'],
      SECONDS,
    ),
    wait: metrics.histogram('job_wait_seconds', 'From due to started.', ['queue'], SECONDS),
    dead: metrics.counter('jobs_dead_total', 'Jobs that have used up their attempts.', ['queue']),
    stalled: metrics.counter('job_stalled_total', 'Jobs whose worker vanished.', ['queue']),
    locksLost: metrics.counter('lock_lost_total', 'Locks lost while a job ran.', ['queue']),
    errors: metrics.counter('worker_errors_total', 'Errors of a worker itself.', ['queue']),
    canary: metrics.gauge(
      'canary_last_success_timestamp_seconds',
      'When a canary job last came through.',
      ['queue'],
    ),
  };
}
