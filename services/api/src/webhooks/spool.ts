import type { Backlog } from '@ringback/shared/queue/backlog.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SpoolFiles } from './spool-files.ts';

export type Spool<Kept extends { receivedAt: string }> = ReturnType<typeof createSpool<Kept>>;

/** Redis, and files for when that is unavailable too. */
export type SpoolPlaces = {
  backlog: Backlog;
  dead: Pick<Backlog, 'add' | 'size'>;
  files: SpoolFiles;
  isQueueUp: () => boolean;
  /**
   * Whether the database answers other requests: then a failure is the item's own, not an outage.
   */
  isDatabaseUp: () => Promise<boolean>;
};

type Deps<Kept> = SpoolPlaces & {
  /** Parses a stored item. */
  read: (json: unknown) => Kept;
  write: (kept: Kept) => Promise<unknown>;
  /** Writes what must be written before these items; fails if it could not be. */
  first?: () => Promise<unknown>;
  log: Logger;
};

const FIRST_MS = 250;
const LONGEST_MS = 15_000;
/**
 * An item that fails so often while the database answers other requests is for a person to review.
 */
const MOST_TRIES = 10;
/** So many are sorted by their arrival. */
const AT_ONCE = 1_000;
/** Another instance may have died with an item claimed. */
const IDLE_MS = 5_000;

/**
 * Stores webhooks while the database is unavailable: in Redis, or in files if that is unavailable
 * too. They are replayed in order; writing the same event twice changes nothing. An item that fails
 * while other requests are answered does not hold up the rest, and becomes a dead item after some
 * tries.
 */
export function createSpool<Kept extends { receivedAt: string }>(deps: Deps<Kept>) {
  const { backlog, dead, files, isQueueUp, log } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let stopped = false;
  let waitMs = IDLE_MS;

  /** Resolves once the item is stored; fails if neither place accepts it. */
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

  /**
   * Writes all items, oldest first; returns how many there were. Fails if any of them still waits.
   */
  async function replay(): Promise<number> {
    let written = 0;
    await deps.first?.();
    let held: AppError | undefined;
    for (const name of await files.names()) {
      const item = await files.read(name);
      if (item === null) continue;
      const { error, isDone } = await writeItem(item, () => files.countTry(name));
      if (!isDone) {
        held = error;
        continue;
      }
      if (error) await files.setAside(name);
      else await files.remove(name);
      written += 1;
    }
    // Held items stay at the head of the list: the next read begins after them.
    let behind = 0;
    while (isQueueUp()) {
      const items = (await backlog.oldest(behind + AT_ONCE)).slice(behind);
      if (items.length === 0) break;
      // Stored in the order in which the database failed them, which is not that of their arrival.
      for (const item of items.sort((a, b) => (arrivalOf(a) < arrivalOf(b) ? -1 : 1))) {
        const { error, isDone } = await writeItem(item, () => backlog.countTry(item));
        if (!isDone) {
          held = error;
          behind += 1;
          continue;
        }
        if (error) await dead.add(item);
        await backlog.remove(item);
        written += 1;
      }
    }
    if (held) throw held;
    return written;
  }

  /**
   * Done: it was written, or it never can be. Not done: it failed by itself, and is retried. Throws
   * on an outage, which is no fault of the item.
   */
  async function writeItem(item: string, countTry: () => Promise<number>) {
    try {
      await deps.write(deps.read(JSON.parse(item)));
      return { isDone: true };
    } catch (thrown) {
      const error = AppError.from(thrown);
      if (error.code === 'queue_unavailable') throw error;
      if (error.code === 'database_unavailable') {
        if (!mayBeItsOwn(error) || !(await deps.isDatabaseUp())) throw error;
        const tries = await countTry();
        log.warn({ err: error, tries }, 'spooled webhook failed by itself');
        if (tries < MOST_TRIES) return { error, isDone: false };
      }
      log.error({ err: error }, 'spooled webhook set aside');
      return { error, isDone: true };
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
      const written = await replay();
      if (written > 0) log.info({ written }, 'spooled webhooks written');
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
    /** Items that could not be written, for a person to review. */
    setAside: async (): Promise<number> =>
      (await files.setAsideNames()).length + (isQueueUp() ? await dead.size() : 0),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** A timeout: an outage, or caused by this item's own query. */
function mayBeItsOwn({ facts }: AppError): boolean {
  const state = facts['sqlstate'] ?? '';
  return state === '' || state === '57014';
}

/** The arrival as text that sorts; for an unreadable item, the beginning of time. */
function arrivalOf(item: string): string {
  return (/"receivedAt":"([^"]+)Z"/.exec(item)?.[1] ?? '') + item;
}
