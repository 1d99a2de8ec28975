import type { Backlog } from '@ringback/shared/queue/backlog.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SpoolFiles } from './spool-files.ts';

export type Spool<Kept extends { receivedAt: string }> = ReturnType<typeof createSpool<Kept>>;

/** Redis, and files for when that is gone too. */
export type SpoolPlaces = {
  backlog: Backlog;
  dead: Pick<Backlog, 'add'>;
  files: SpoolFiles;
  isQueueUp: () => boolean;
};

type Deps<Kept> = SpoolPlaces & {
  /** What was kept, out of its JSON. */
  read: (json: unknown) => Kept;
  tell: (kept: Kept) => Promise<unknown>;
  /** What must have been told before any of this; fails if it could not be. */
  first?: () => Promise<unknown>;
  log: Logger;
};

const FIRST_MS = 250;
const LONGEST_MS = 15_000;
/** So many are put into the order of their arrival. */
const AT_ONCE = 1_000;
/** Another instance may have died with something in its hands. */
const IDLE_MS = 5_000;

/**
 * Where webhooks wait while the database is away: in Redis, or in files if that is gone too. What
 * was kept is replayed in order; telling the same news twice changes nothing.
 */
export function createSpool<Kept extends { receivedAt: string }>(deps: Deps<Kept>) {
  const { backlog, dead, files, isQueueUp, log } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let waitMs = IDLE_MS;

  /** Resolves once it is safe; fails if neither place takes it. */
  async function keep(kept: Kept): Promise<void> {
    const item = JSON.stringify(kept);
    try {
      if (!isQueueUp()) throw new AppError('queue_unavailable', 'The queue is down.');
      await backlog.add(item);
    } catch {
      await files.add(item, kept.receivedAt);
    }
    if (waitMs === IDLE_MS) schedule(FIRST_MS);
  }

  /** Everything that waits, oldest first; how many there were. Fails at the first hindrance. */
  async function replay(): Promise<number> {
    let told = 0;
    await deps.first?.();
    for (const name of await files.names()) {
      const item = await files.read(name);
      if (item === null) continue;
      if (await tell(item)) await files.remove(name);
      else await files.setAside(name);
      told += 1;
    }
    if (!isQueueUp()) return told;
    for (;;) {
      const items = await backlog.oldest(AT_ONCE);
      if (items.length === 0) return told;
      // Kept in the order in which the database failed them, which is not that of their arrival.
      for (const item of items.sort((a, b) => (arrivalOf(a) < arrivalOf(b) ? -1 : 1))) {
        if (!(await tell(item))) await dead.add(item);
        await backlog.remove(item);
        told += 1;
      }
    }
  }

  /** False for what can never be told; a hindrance that may pass is thrown. */
  async function tell(item: string): Promise<boolean> {
    try {
      await deps.tell(deps.read(JSON.parse(item)));
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

/** As text that sorts; of a form that nobody can read, the beginning of time. */
function arrivalOf(item: string): string {
  return (/"receivedAt":"([^"]+)Z"/.exec(item)?.[1] ?? '') + item;
}
