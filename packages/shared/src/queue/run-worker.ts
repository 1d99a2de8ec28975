import { hostname } from 'node:os';
import { DelayedError, type Job as RawJob, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { unreachable } from '../domain/unreachable.ts';
import type { Job } from '../jobs/define-job.ts';
import { AppError } from '../runtime/errors.ts';
import type { Logger } from '../runtime/logger.ts';
import { createHistory } from './history.ts';
import type { WorkerMetrics } from './worker-metrics.ts';

/** How a processor ends when it does not throw. */
export type Verdict =
  /** `result` is small and plain, without names; it stays for a caller that waits for the job. */
  | { kind: 'done'; result?: Record<string, unknown> }
  /** There is nothing left to do. Not a failure: no person has to look at it. */
  | { kind: 'skip'; reason: string }
  /** Not yet. Waiting does not use up an attempt. */
  | { kind: 'snooze'; until: Date; reason: string }
  /** No room for any job of this kind for a moment: the whole queue waits. */
  | { kind: 'throttle'; ms: number; reason: string };

/** `signal` is aborted when the job's lock is lost or the worker stops: do not act any more. */
export type Processor<P> = (
  payload: P,
  context: { log: Logger; signal: AbortSignal; attempt: number },
) => Promise<Verdict>;

export type WorkerOptions = {
  connection: Redis;
  prefix: string;
  log: Logger;
  concurrency: number;
  metrics: WorkerMetrics;
  /** At most one start per so many milliseconds, over all processes. */
  everyMs?: number;
  lockMs?: number;
};

const CAP_MS = 5 * 60_000;

/**
 * Runs one kind of job until stopped, and turns verdicts and errors into the queue's own terms. A
 * processor knows neither BullMQ nor Redis.
 */
export function runWorker<P>(job: Job<P>, process: Processor<P>, options: WorkerOptions) {
  const { connection, prefix, log, concurrency, metrics, everyMs, lockMs = 15_000 } = options;

  const history = createHistory(connection, prefix);
  const worker: Worker = new Worker(
    job.name,
    // BullMQ makes the signal only for a function that names three parameters.
    (raw, token, signal) => runOne(raw, token, signal),
    {
      connection,
      prefix,
      name: `${hostname()}-${globalThis.process.pid}`,
      concurrency,
      lockDuration: lockMs,
      stalledInterval: Math.max(1_000, Math.floor(lockMs / 3)),
      // A queue must expect crashes; the row decides what may happen again.
      maxStalledCount: 10,
      limiter: everyMs ? { max: 1, duration: everyMs } : undefined,
      settings: {
        backoffStrategy: (
          attempt: number,
          _type?: string,
          _error?: Error,
          raw?: { opts: unknown },
        ) => backoff(attempt, baseDelay(raw) ?? job.backoffMs),
      },
    },
  );
  // Present from the start: no increase is visible on a counter that begins with its first event.
  metrics.dead.inc({ queue: job.name }, 0);
  worker.on('error', (err) => {
    metrics.errors.inc({ queue: job.name });
    log.debug({ queue: job.name, err }, 'worker error');
  });
  worker.on('stalled', () => metrics.stalled.inc({ queue: job.name }));
  worker.on('lockRenewalFailed', (ids: string[]) => {
    metrics.locksLost.inc({ queue: job.name }, ids.length);
    for (const id of ids) worker.cancelJob(id, 'lock lost');
  });

  async function runOne(
    raw: RawJob,
    token: string | undefined,
    signal = new AbortController().signal,
  ) {
    const started = performance.now();
    const attempt = raw.attemptsMade + 1;
    const jobLog = log.child({ job: job.name, jobId: raw.id, attempt });
    const finish = (outcome: string) => {
      const seconds = (performance.now() - started) / 1000;
      metrics.duration.observe({ queue: job.name, outcome }, seconds);
      return Math.round(seconds * 1000);
    };
    metrics.wait.observe(
      { queue: job.name },
      Math.max(0, Date.now() - raw.timestamp - (raw.opts.delay ?? 0)) / 1000,
    );
    try {
      const payload = job.payload.parse(raw.data);
      const verdict = await process(payload, { log: jobLog, signal, attempt });
      const reason = 'reason' in verdict ? verdict.reason : undefined;
      jobLog.info({ verdict: verdict.kind, reason, ms: finish(verdict.kind) }, 'job finished');
      if (verdict.kind === 'done' || verdict.kind === 'skip') noteDone(raw, payload, verdict);
      return await conclude(verdict, raw, token);
    } catch (thrown) {
      if (thrown instanceof DelayedError || isRateLimit(thrown)) throw thrown;
      const error = AppError.from(thrown);
      const last = !error.retry || attempt >= (raw.opts.attempts ?? 1);
      if (last) metrics.dead.inc({ queue: job.name });
      jobLog[last ? 'error' : 'warn'](
        { err: error, ms: finish(last ? 'dead' : 'retry') },
        'job failed',
      );
      // Redis keeps the reason for people to read: never a vendor's own words.
      throw error.retry ? new Error(error.code) : new UnrecoverableError(error.code);
    }
  }

  /** For inspection, and for a caller that waits for the result; a job does not wait for it. */
  function noteDone(raw: RawJob, data: P, verdict: Extract<Verdict, { kind: 'done' | 'skip' }>) {
    const noted = history.note(job.name, {
      id: raw.id ?? '',
      data,
      verdict: verdict.kind,
      ...(verdict.kind === 'done' ? { result: verdict.result } : { reason: verdict.reason }),
      attempts: raw.attemptsMade + 1,
      addedAt: raw.timestamp,
      startedAt: raw.processedOn ?? raw.timestamp,
      finishedAt: Date.now(),
    });
    noted.catch((err: unknown) => log.debug({ queue: job.name, err }, 'history not written'));
  }

  async function conclude(verdict: Verdict, raw: RawJob, token: string | undefined) {
    switch (verdict.kind) {
      case 'done':
        return verdict.result;
      case 'skip':
        return undefined;
      case 'snooze':
        await raw.moveToDelayed(verdict.until.getTime(), token);
        throw new DelayedError(verdict.reason);
      case 'throttle':
        await worker.rateLimit(verdict.ms);
        throw Worker.RateLimitError();
      default:
        return unreachable(verdict);
    }
  }

  return {
    name: job.name,
    isRunning: () => worker.isRunning(),
    /** Takes no more work, lets the running jobs end. */
    stop: () => worker.close(),
  };
}

function baseDelay(raw: { opts: unknown } | undefined): number | undefined {
  const backoffOption = (raw?.opts as { backoff?: { delay?: number } } | undefined)?.backoff;
  return backoffOption?.delay;
}

/** Doubles, with jitter against simultaneous retries, and never longer than five minutes. */
export function backoff(attempt: number, baseMs: number, random = Math.random): number {
  const full = Math.min(CAP_MS, baseMs * 2 ** (attempt - 1));
  return Math.round(full * (0.5 + random() * 0.5));
}

function isRateLimit(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.message === Worker.RateLimitError().message;
}
