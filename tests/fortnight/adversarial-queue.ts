import type { Job } from '@ringback/shared/jobs/define-job.ts';
import type { EnqueueOptions } from '@ringback/shared/queue/producer.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { VirtualClock } from '@ringback/simulator/virtual-clock.ts';
import type { Dice } from './dice.ts';

export type QueueFaults = {
  /** Shares of jobs that are lost, run twice, or come late and out of order. */
  drop: number;
  twice: number;
  late: number;
  latestMs: number;
};

type Deps = { clock: VirtualClock; dice: Dice; faults: QueueFaults; log: Logger };

type Life<P> = { job: Job<P>; payload: P; id: string; attempt: number };

/**
 * Stands in for the queue and is worse than any: it loses jobs, runs them twice at once, late and
 * in the wrong order. The rows have to bring everything back.
 */
export function createAdversarialQueue({ clock, dice, faults, log }: Deps) {
  const processors = new Map<string, Processor<never>>();
  /** Jobs of these ids wait or run; another of the same id is swallowed, as in the real queue. */
  const present = new Set<string>();
  const running = new Set<Promise<void>>();
  const counts = { added: 0, dropped: 0, doubled: 0, late: 0, run: 0, failed: 0, died: 0 };
  const broken: string[] = [];

  async function enqueue<P>(job: Job<P>, payload: P, options: EnqueueOptions = {}) {
    const id = job.id(job.payload.parse(payload));
    const name = `${job.name} ${id}`;
    if (present.has(name) || !processors.has(job.name)) return id;
    counts.added += 1;
    if (dice.chance(faults.drop)) {
      counts.dropped += 1;
      return id;
    }
    present.add(name);
    const life = { job, payload, id: name, attempt: 1 };
    later(life, options.delayMs ?? 0);
    if (dice.chance(faults.twice)) {
      counts.doubled += 1;
      later({ ...life }, options.delayMs ?? 0);
    }
    return id;
  }

  function later<P>(life: Life<P>, delayMs: number): void {
    const isLate = dice.chance(faults.late);
    if (isLate) counts.late += 1;
    clock.after(Math.max(delayMs, 0) + (isLate ? dice.below(faults.latestMs) : 0), () => {
      const run = runOne(life).finally(() => running.delete(run));
      running.add(run);
    });
  }

  async function runOne<P>(life: Life<P>): Promise<void> {
    const processor = processors.get(life.job.name) as Processor<P> | undefined;
    if (!processor) return;
    counts.run += 1;
    const { signal } = new AbortController();
    try {
      const verdict = await processor(life.payload, { log, signal, attempt: life.attempt });
      if (verdict.kind === 'snooze')
        return later(life, verdict.until.getTime() - clock.now().getTime());
      if (verdict.kind === 'throttle') return later(life, verdict.ms);
    } catch (thrown) {
      const error = AppError.from(thrown);
      counts.failed += 1;
      if (error.retry && life.attempt < life.job.attempts) {
        const waitMs = life.job.backoffMs * 2 ** (life.attempt - 1);
        return later({ ...life, attempt: life.attempt + 1 }, waitMs);
      }
      counts.died += 1;
      if (error.code === 'internal') broken.push(`${life.job.name}: ${reasonOf(error)}`);
    }
    present.delete(life.id);
  }

  return {
    counts,
    /** What no queue could be blamed for. */
    broken,
    on<P>(job: Job<P>, processor: Processor<P>): void {
      processors.set(job.name, processor as Processor<never>);
    },
    enqueue,
    async enqueueAll<P>(job: Job<P>, entries: { payload: P; options?: EnqueueOptions }[]) {
      for (const { payload, options } of entries) await enqueue(job, payload, options);
    },
    /** A dead job is not kept here, so there is none to bring back. */
    revive: async () => false,
    /** Resolves when no job is running. True if there was one. */
    async idle(): Promise<boolean> {
      const wasBusy = running.size > 0;
      while (running.size > 0) await Promise.all(running);
      return wasBusy;
    },
  };
}

export type AdversarialQueue = ReturnType<typeof createAdversarialQueue>;

function reasonOf({ message, cause }: AppError): string {
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
