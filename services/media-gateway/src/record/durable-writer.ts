import type { HeardReport } from '@ringback/shared/db/calls/heard-report.ts';
import type { NewTurn } from '@ringback/shared/db/calls/transcripts.ts';
import { createBacklog, type OptOut } from './backlog.ts';
import { createKeptOnDisk } from './kept-on-disk.ts';
import type { Spool } from './spool.ts';
import { createWriteAttempts, type WriteDeps } from './write-attempts.ts';
import { writeRound } from './write-round.ts';
import { createWriteRounds } from './write-rounds.ts';

type Deps = WriteDeps & {
  spool: Spool;
  /** How often turns are written at most, in milliseconds; after a rest, almost at once. */
  everyMs: number;
};

export type DurableWriter = ReturnType<typeof createDurableWriter>;

/**
 * Writes what must not get lost, beside the calls and never in their way. While the database is
 * away everything waits in memory; what still waits at the end goes to the spool.
 */
export function createDurableWriter(deps: Deps) {
  const backlog = createBacklog();
  const attempts = createWriteAttempts(deps, backlog);
  const disk = createKeptOnDisk(deps, backlog);
  const rounds = createWriteRounds({
    write: () => writeRound(backlog, attempts),
    isEmpty: backlog.isEmpty,
    onEmpty: disk.forget,
    everyMs: deps.everyMs,
    now: deps.now,
  });

  return {
    put(callSid: string, turns: NewTurn[]) {
      if (turns.length === 0) return;
      backlog.add(callSid, turns);
      rounds.schedule();
    },

    /** Whether words of this call are not written yet. */
    isWaiting: backlog.has,

    /** Told with the next words of the call, or with its end. */
    noteHeard: backlog.noteHeard,

    /**
     * The stream of a call has ended: what waits of its words, what was heard, and that it is closed.
     * Resolves when that is on record, or with false when words and closing have to wait; then what was
     * heard is left to the caller.
     */
    async end(callSid: string, heard: HeardReport): Promise<boolean> {
      backlog.takeHeard(callSid);
      const written = await rounds.between(async () => {
        const isWritten = !rounds.isBackingOff() && (await attempts.end(callSid, heard));
        if (!isWritten) backlog.closed.add(callSid);
        return isWritten;
      });
      attempts.forget(callSid);
      if (!written) rounds.schedule();
      return written;
    },

    /**
     * Nobody contacts this number again, on what was closed. Resolves true when the row is committed; false when the
     * database is away: then it is on disk, and tried again until it is committed.
     */
    async optOut(wanted: OptOut): Promise<boolean> {
      backlog.optOuts.add(wanted);
      if (await attempts.optOut(wanted)) return true;
      await disk.keep(wanted);
      rounds.schedule();
      return false;
    },

    /** Takes over what an earlier process could not write. */
    async recover(): Promise<void> {
      if (await disk.takeOver()) rounds.schedule();
    },

    backlog: backlog.size,

    /** Tries once more, then leaves the rest on disk. */
    async stop(): Promise<void> {
      await rounds.stop();
      await disk.leave();
    },
  };
}
