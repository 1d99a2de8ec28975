import { AT_REST, msUntilRound, paceAfter } from './write-pace.ts';

type Work = {
  /** Writes the backlog; true when all was written. */
  write: () => Promise<boolean>;
  isEmpty: () => boolean;
  /** Runs when the backlog is empty. */
  onEmpty: () => Promise<void>;
  everyMs: number;
  now: () => Date;
};

/** Writes in rounds, one after the other, until the backlog is empty. */
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
    /** Runs a task between two rounds: a round may still put turns back. */
    async between(task: () => Promise<boolean>): Promise<boolean> {
      const attempt = running.then(task);
      running = attempt.then(() => {});
      return attempt;
    },
    /** The last round failed. */
    isBackingOff: () => pace.backoffMs > 0,
    /** Runs one more round if the backlog is not empty. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      timer = undefined;
      await running;
      if (!isEmpty()) await round();
    },
  };
}
