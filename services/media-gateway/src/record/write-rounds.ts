import { AT_REST, msUntilRound, paceAfter } from './write-pace.ts';

type Work = {
  /** Writes what waits; true when all went well. */
  write: () => Promise<boolean>;
  isEmpty: () => boolean;
  /** Nothing waits any more. */
  onEmpty: () => Promise<void>;
  everyMs: number;
  now: () => Date;
};

/** Writes in rounds, one after the other, for as long as anything waits. */
export function createWriteRounds({ write, isEmpty, onEmpty, everyMs, now }: Work) {
  let pace = AT_REST;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function round(): Promise<void> {
    pace = { ...pace, lastRoundMs: now().getTime() };
    const allWell = await write();
    pace = paceAfter(pace, allWell, everyMs, now().getTime());
    if (isEmpty()) await onEmpty();
  }

  function schedule(): void {
    if (stopped || timer) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        running = running.then(round).then(() => {
          if (!isEmpty()) schedule();
        });
      },
      msUntilRound(pace, everyMs, now().getTime()),
    );
  }

  return {
    schedule,
    /** Between two rounds: one under way may put back what it took. */
    async between(task: () => Promise<boolean>): Promise<boolean> {
      const attempt = running.then(task);
      running = attempt.then(() => {});
      return attempt;
    },
    /** The database was away in the last round. */
    isBackingOff: () => pace.backoffMs > 0,
    /** Tries once more. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      timer = undefined;
      await running;
      if (!isEmpty()) await round();
    },
  };
}
