import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import type { FinishedJob, History } from '@ringback/shared/queue/history.ts';
import type { Producer } from '@ringback/shared/queue/producer.ts';

type Queue = ReturnType<Producer['queueOf']>;
type Shown = Awaited<ReturnType<BullMQAdapter['getJobs']>>[number];
type Statuses = Parameters<BullMQAdapter['getJobs']>[0];

/** A queue as the board sees it: its live jobs, and the finished ones from its history. */
export class QueueWithHistory extends BullMQAdapter {
  readonly #name: string;
  readonly #history: History;

  constructor(queue: Queue, history: History) {
    super(queue, { allowRetries: true });
    this.#name = queue.name;
    this.#history = history;
  }

  override async getJobs(statuses: Statuses, start?: number, end?: number) {
    const others = statuses.filter((status) => status !== 'completed');
    const [done, rest] = await Promise.all([
      others.length < statuses.length ? this.#history.list(this.#name) : [],
      others.length > 0 ? super.getJobs(others, start, end) : [],
    ]);
    const last = end === undefined ? undefined : end + 1;
    return [...rest, ...done.slice(start, last).map((job) => shown(this.#name, job))];
  }

  override async getJobCounts() {
    const [counts, done] = await Promise.all([
      super.getJobCounts(),
      this.#history.list(this.#name),
    ]);
    return { ...counts, completed: done.length };
  }

  override async getJob(id: string) {
    const waiting = await super.getJob(id);
    if (waiting) return waiting;
    const done = (await this.#history.list(this.#name)).find((job) => placeOf(job) === id);
    return done
      ? (shown(this.#name, done) as Awaited<ReturnType<BullMQAdapter['getJob']>>)
      : undefined;
  }
}

/** The same id may occur many times. */
const placeOf = ({ id, finishedAt }: FinishedJob) => `${id}~${finishedAt}`;

/** Shaped like a job, as far as the board reads it; operations on it are refused. */
function shown(name: string, done: FinishedJob): Shown {
  const no = async () => {
    throw new Error('A finished job is only in the history.');
  };
  const facts = {
    id: placeOf(done),
    name,
    data: done.data,
    timestamp: done.addedAt,
    processedOn: done.startedAt,
    finishedOn: done.finishedAt,
    attemptsMade: done.attempts,
    progress: 0,
    delay: 0,
    opts: {},
    stacktrace: [],
    returnvalue: { verdict: done.verdict, reason: done.reason, ...Object(done.result) },
  };
  // The board's type is that of a live job; it reads these members and no others.
  return {
    ...facts,
    toJSON: () => facts,
    getState: async () => 'completed',
    promote: no,
    retry: no,
    remove: no,
    update: no,
  } as unknown as Shown;
}
