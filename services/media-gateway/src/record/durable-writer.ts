import type { HeardReport } from '@ringback/shared/db/calls/heard-report.ts';
import type { MediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import type { NewTurn, SavedTurns, Transcripts } from '@ringback/shared/db/calls/transcripts.ts';
import type { Suppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Spool, SpoolEntry } from './spool.ts';

export type OptOut = Omit<Extract<SpoolEntry, { kind: 'opt-out' }>, 'kind'>;

type Deps = {
  transcripts: Pick<Transcripts, 'save'>;
  suppressions: Pick<Suppressions, 'add'>;
  mediaSessions: Pick<MediaSessions, 'end' | 'closed'>;
  spool: Spool;
  log: Logger;
  now: () => Date;
  /** How often turns are written at most, in milliseconds; after a rest, almost at once. */
  everyMs: number;
};

export type DurableWriter = ReturnType<typeof createDurableWriter>;

/** For what belongs together: a turn and its first correction. */
const SOON_MS = 50;
const LONGEST_BACKOFF_MS = 30_000;
/** Calls written side by side: a database that comes back is not buried. */
const SIDE_BY_SIDE = 8;

/**
 * Writes what must not get lost, beside the calls and never in their way. While the database is
 * away everything waits in memory; what still waits at the end goes to the spool.
 */
export function createDurableWriter(deps: Deps) {
  const { transcripts, suppressions, mediaSessions, spool, log, now, everyMs } = deps;
  // By call and by number of the turn: a correction replaces what has not been written yet.
  const waiting = new Map<string, Map<number, NewTurn>>();
  const optOuts = new Set<OptOut>();
  // What was heard on a call, to be told with its next words.
  const heardOn = new Map<string, HeardReport>();
  // Calls whose stream has ended: while nobody is told, a lost last word keeps their line.
  const closed = new Set<string>();
  // Of whom it was said that nobody is linked to them, or somebody else's call.
  const warned = new Set<string>();
  // Refusals that are in our own spool already, and the files of others that we took over.
  const spooled = new Set<OptOut>();
  const takenOver: (() => Promise<void>)[] = [];
  let backoffMs = 0;
  let notBeforeMs = 0;
  let lastRoundMs = Number.NEGATIVE_INFINITY;
  let running: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const wait = (callSid: string, turns: NewTurn[], overwrite: boolean) => {
    const mine = waiting.get(callSid) ?? new Map<number, NewTurn>();
    for (const turn of turns) if (overwrite || !mine.has(turn.seq)) mine.set(turn.seq, turn);
    waiting.set(callSid, mine);
  };

  const writeCall = async (callSid: string): Promise<boolean> => {
    const mine = waiting.get(callSid);
    waiting.delete(callSid);
    if (!mine || mine.size === 0) return true;
    const turns = inOrder(mine);
    const heard = heardOn.get(callSid);
    heardOn.delete(callSid);
    try {
      warnOf(callSid, await transcripts.save(callSid, turns, now(), heard));
      return true;
    } catch (thrown) {
      wait(callSid, turns, false);
      if (heard && !heardOn.has(callSid)) heardOn.set(callSid, heard);
      log.error({ err: AppError.from(thrown), callSid }, 'transcript not written yet');
      return false;
    }
  };

  const warnOf = (callSid: string, saved: SavedTurns) => {
    if (saved.linked_by === null && !warned.has(callSid)) {
      warned.add(callSid);
      log.warn({ callSid }, 'no lead found for a transcript');
    }
    if (saved.link_skipped && !warned.has(callSid)) {
      warned.add(callSid);
      log.info({ callSid, leadId: saved.lead_id }, 'link skipped: the standing call is live');
    }
  };

  const writeEnd = async (callSid: string, heard: HeardReport): Promise<boolean> => {
    const turns = inOrder(waiting.get(callSid) ?? new Map());
    waiting.delete(callSid);
    try {
      const saved = await mediaSessions.end(callSid, turns, heard, now());
      if (turns.length > 0) warnOf(callSid, saved);
      return true;
    } catch (thrown) {
      // What one of them may be at fault for must not keep the others: from here on each goes its way.
      wait(callSid, turns, false);
      log.error({ err: AppError.from(thrown), callSid }, 'end of the stream not written yet');
      return false;
    }
  };

  const writeOptOut = async (optOut: OptOut): Promise<boolean> => {
    try {
      await suppressions.add(optOut, now());
      optOuts.delete(optOut);
      return true;
    } catch (thrown) {
      log.error({ err: AppError.from(thrown), callId: optOut.callId }, 'opt-out not written yet');
      return false;
    }
  };

  const writeClosed = async (callSid: string): Promise<boolean> => {
    try {
      await mediaSessions.closed(callSid, now());
      closed.delete(callSid);
      return true;
    } catch (thrown) {
      log.warn({ err: AppError.from(thrown), callSid }, 'end of the stream not recorded yet');
      return false;
    }
  };

  const isDone = () => waiting.size === 0 && optOuts.size === 0 && closed.size === 0;

  const forgetOthers = async () => {
    for (const forget of takenOver.splice(0)) await forget();
  };

  const writeAll = async () => {
    lastRoundMs = now().getTime();
    const results = [];
    for (const optOut of [...optOuts]) {
      results.push(await writeOptOut(optOut));
      if (results.at(-1) === false) break;
    }
    const calls = [...waiting.keys()];
    while (calls.length > 0) {
      results.push(...(await Promise.all(calls.splice(0, SIDE_BY_SIDE).map(writeCall))));
      if (results.at(-1) === false) break;
    }
    const ends = [...closed];
    while (ends.length > 0 && results.at(-1) !== false) {
      results.push(...(await Promise.all(ends.splice(0, SIDE_BY_SIDE).map(writeClosed))));
    }
    const allWell = results.every(Boolean);
    backoffMs = allWell ? 0 : Math.min(LONGEST_BACKOFF_MS, (backoffMs || everyMs) * 2);
    notBeforeMs = now().getTime() + backoffMs;
    if (!isDone()) return;
    if (spooled.size > 0) await spool.clear();
    spooled.clear();
    await forgetOthers();
  };

  const schedule = () => {
    if (stopped || timer) return;
    const restMs = lastRoundMs + everyMs - now().getTime();
    const paceMs = Math.min(everyMs, Math.max(SOON_MS, restMs));
    timer = setTimeout(
      () => {
        timer = undefined;
        running = running.then(writeAll).then(() => {
          if (!isDone()) schedule();
        });
      },
      Math.max(paceMs, notBeforeMs - now().getTime()),
    );
  };

  return {
    put(callSid: string, turns: NewTurn[]) {
      if (turns.length === 0) return;
      wait(callSid, turns, true);
      schedule();
    },

    /** Whether words of this call are not written yet. */
    isWaiting: (callSid: string) => waiting.has(callSid),

    /** Told with the next words of the call, or with its end. */
    noteHeard(callSid: string, heard: HeardReport) {
      heardOn.set(callSid, heard);
    },

    /**
     * The stream of a call has ended: what waits of its words, what was heard, and that it is closed.
     * Resolves when that is on record, or with false when words and closing have to wait; then what was
     * heard is left to the caller.
     */
    async end(callSid: string, heard: HeardReport): Promise<boolean> {
      heardOn.delete(callSid);
      // A write under way may put its turns back; it is waited for.
      const attempt = running.then(async () => {
        const written = backoffMs === 0 && (await writeEnd(callSid, heard));
        if (!written) closed.add(callSid);
        return written;
      });
      running = attempt.then(() => {});
      const written = await attempt;
      warned.delete(callSid);
      if (!written) schedule();
      return written;
    },

    /**
     * Nobody contacts this number again, on what was closed. Resolves true when the row is committed; false when the
     * database is away: then it is on disk, and tried again until it is committed.
     */
    async optOut(wanted: OptOut): Promise<boolean> {
      optOuts.add(wanted);
      if (await writeOptOut(wanted)) return true;
      await spool.add({ kind: 'opt-out', ...wanted });
      spooled.add(wanted);
      schedule();
      return false;
    },

    /** Takes over what an earlier process could not write. */
    async recover(): Promise<void> {
      const left = await spool.takeOver();
      if (left.entries.length === 0) return left.forget();
      log.info({ entries: left.entries.length }, 'writing what was left by an earlier process');
      for (const entry of left.entries) {
        if (entry.kind === 'turns') wait(entry.callSid, entry.turns, true);
        else if (entry.kind === 'closed') closed.add(entry.callSid);
        else optOuts.add(optOutOf(entry));
      }
      takenOver.push(left.forget);
      schedule();
    },

    backlog: () =>
      [...waiting.values()].reduce((sum, turns) => sum + turns.size, optOuts.size + closed.size),

    /** Tries once more, then leaves the rest on disk. */
    async stop(): Promise<void> {
      stopped = true;
      clearTimeout(timer);
      timer = undefined;
      await running;
      if (!isDone()) await writeAll();
      for (const [callSid, turns] of waiting) {
        const kept = await spool.add({ kind: 'turns', callSid, turns: [...turns.values()] });
        if (!kept) log.error({ callSid }, 'the spool is full, a transcript was lost');
      }
      for (const optOut of optOuts) {
        if (!spooled.has(optOut)) await spool.add({ kind: 'opt-out', ...optOut });
      }
      for (const callSid of closed) await spool.add({ kind: 'closed', callSid });
      await forgetOthers();
    },
  };
}

const inOrder = (turns: Map<number, NewTurn>) => [...turns.values()].sort((a, b) => a.seq - b.seq);

function optOutOf({ phone, source, words, callId, scope }: OptOut): OptOut {
  return { phone, source, words, callId, scope };
}
