import type { Backlog } from '@ringback/shared/queue/backlog.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SpoolFiles } from './spool-files.ts';

export type Spool<Kept extends { receivedAt: string }> = ReturnType<typeof createSpool<Kept>>;

/** Redis, and files for when that is gone too. */
export type SpoolPlaces = {
  backlog: Backlog;
  dead: Pick<Backlog, 'add' | 'size'>;
  files: SpoolFiles;
  isQueueUp: () => boolean;
  /** Whether the database answers others: then what fails is the item's own fault, and no outage. */
  isDatabaseUp: () => Promise<boolean>;
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
/** What fails so often while the database answers others is for a person to look at. */
const MOST_TRIES = 10;
/** So many are put into the order of their arrival. */
const AT_ONCE = 1_000;
/** Another instance may have died with something in its hands. */
const IDLE_MS = 5_000;

/**
 * Where webhooks wait while the database is away: in Redis, or in files if that is gone too. What
 * was kept is replayed in order; telling the same news twice changes nothing. What fails while others
 * are answered holds up nobody, and is set aside after some tries.
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

  /** Everything that waits, oldest first; how many there were. Fails if any of it still waits. */
  async function replay(): Promise<number> {
    let told = 0;
    await deps.first?.();
    let held: AppError | undefined;
    for (const name of await files.names()) {
      const item = await files.read(name);
      if (item === null) continue;
      const { error, isDone } = await tell(item, () => files.countTry(name));
      if (!isDone) {
        held = error;
        continue;
      }
      if (error) await files.setAside(name);
      else await files.remove(name);
      told += 1;
    }
    // What is held here stays at the head of the list: the next look begins behind it.
    let behind = 0;
    while (isQueueUp()) {
      const items = (await backlog.oldest(behind + AT_ONCE)).slice(behind);
      if (items.length === 0) break;
      // Kept in the order in which the database failed them, which is not that of their arrival.
      for (const item of items.sort((a, b) => (arrivalOf(a) < arrivalOf(b) ? -1 : 1))) {
        const { error, isDone } = await tell(item, () => backlog.countTry(item));
        if (!isDone) {
          held = error;
          behind += 1;
          continue;
        }
        if (error) await dead.add(item);
        await backlog.remove(item);
        told += 1;
      }
    }
    if (held) throw held;
    return told;
  }

  /**
   * Done: it was told, or it never can be. Not done: it failed by itself, and is tried again. Throws a
   * hindrance of everybody's, which is no fault of the item.
   */
  async function tell(item: string, countTry: () => Promise<number>) {
    try {
      await deps.tell(deps.read(JSON.parse(item)));
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
    /** What nobody could tell and a person has to look at. */
    setAside: async (): Promise<number> =>
      (await files.setAsideNames()).length + (isQueueUp() ? await dead.size() : 0),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** No answer in time: everybody's hindrance, or what this one asks of the database. */
function mayBeItsOwn({ facts }: AppError): boolean {
  const state = facts['sqlstate'] ?? '';
  return state === '' || state === '57014';
}

/** As text that sorts; of a form that nobody can read, the beginning of time. */
function arrivalOf(item: string): string {
  return (/"receivedAt":"([^"]+)Z"/.exec(item)?.[1] ?? '') + item;
}
