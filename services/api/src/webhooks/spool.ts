import type { Backlog } from '@ringback/shared/queue/backlog.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { Notice } from './notice.ts';
import type { RecordNotice } from './record-notice.ts';
import type { SpoolFiles } from './spool-files.ts';

export type Spool = ReturnType<typeof createSpool>;

type Deps = {
  backlog: Backlog;
  dead: Pick<Backlog, 'add'>;
  files: SpoolFiles;
  isQueueUp: () => boolean;
  record: RecordNotice;
  log: Logger;
};

const FIRST_MS = 250;
const LONGEST_MS = 15_000;
/** Another instance may have died with something in its hands. */
const IDLE_MS = 5_000;

/**
 * Where webhooks wait while the database is away: in Redis, or in files if that is gone too. What
 * was kept is replayed in order; telling the same news twice changes nothing.
 */
export function createSpool({ backlog, dead, files, isQueueUp, record, log }: Deps) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let waitMs = IDLE_MS;

  /** Resolves once the notice is safe; fails if neither place takes it. */
  async function keep(notice: Notice): Promise<void> {
    const item = JSON.stringify(notice);
    try {
      if (!isQueueUp()) throw new AppError('queue_unavailable', 'The queue is down.');
      await backlog.add(item);
    } catch {
      await files.add(item, new Date(notice.receivedAt));
    }
    if (waitMs === IDLE_MS) schedule(FIRST_MS);
  }

  /** Everything that waits, oldest first; the number of notices told. Fails at the first hindrance. */
  async function replay(): Promise<number> {
    let told = 0;
    for (const name of await files.names()) {
      const item = await files.read(name);
      if (item === null) continue;
      if (await tell(item)) await files.remove(name);
      else await files.setAside(name);
      told += 1;
    }
    if (!isQueueUp()) return told;
    for (let item = await backlog.first(); item !== null; item = await backlog.first()) {
      if (!(await tell(item))) await dead.add(item);
      await backlog.remove(item);
      told += 1;
    }
    return told;
  }

  /** False for what can never be told; a hindrance that may pass is thrown. */
  async function tell(item: string): Promise<boolean> {
    try {
      await record(Notice.parse(JSON.parse(item)));
      return true;
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code === 'database_unavailable' || error.code === 'queue_unavailable') throw error;
      log.error({ err: error }, 'spooled webhook set aside');
      return false;
    }
  }

  function schedule(ms: number): void {
    if (stopped) return;
    clearTimeout(timer);
    waitMs = ms;
    timer = setTimeout(() => {
      running = round();
    }, ms);
    timer.unref();
  }

  async function round(): Promise<void> {
    const last = waitMs;
    try {
      const told = await replay();
      if (told > 0) log.info({ told }, 'spooled webhooks told');
      schedule(IDLE_MS);
    } catch {
      schedule(Math.min(LONGEST_MS, Math.max(FIRST_MS, last === IDLE_MS ? 0 : last * 2)));
    }
  }

  return {
    keep,
    replay,
    start: () => schedule(FIRST_MS),
    size: async (): Promise<number> => {
      const inFiles = (await files.names()).length;
      return inFiles + (isQueueUp() ? await backlog.size() : 0);
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
