import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Backlog, OptOut } from './backlog.ts';
import type { Spool } from './spool.ts';

/** What the spool holds because the database was unavailable: of this process and of earlier ones. */
export function createKeptOnDisk({ spool, log }: { spool: Spool; log: Logger }, backlog: Backlog) {
  const optOuts = new Set<OptOut>();
  const takenOver: (() => Promise<void>)[] = [];

  const forgetOthers = async () => {
    for (const forget of takenOver.splice(0)) await forget();
  };

  return {
    async keep(optOut: OptOut): Promise<void> {
      await spool.add({ kind: 'opt-out', ...optOut });
      optOuts.add(optOut);
    },

    /** Moves the entries of earlier processes into the backlog; false if there are none. */
    async takeOver(): Promise<boolean> {
      const left = await spool.takeOver();
      if (left.entries.length === 0) {
        await left.forget();
        return false;
      }
      log.info({ entries: left.entries.length }, 'writing what was left by an earlier process');
      for (const entry of left.entries) {
        if (entry.kind === 'turns') backlog.add(entry.callSid, entry.turns);
        else if (entry.kind === 'closed') backlog.closed.add(entry.callSid);
        else backlog.optOuts.add(optOutOf(entry));
      }
      takenOver.push(left.forget);
      return true;
    },

    /** The backlog is written: the files are not needed any more. */
    async forget(): Promise<void> {
      if (optOuts.size > 0) await spool.clear();
      optOuts.clear();
      await forgetOthers();
    },

    /** Spools the rest of the backlog when the process shuts down. */
    async leave(): Promise<void> {
      for (const { callSid, turns } of backlog.turns()) {
        const kept = await spool.add({ kind: 'turns', callSid, turns });
        if (!kept) log.error({ callSid }, 'the spool is full, a transcript was lost');
      }
      for (const optOut of backlog.optOuts) {
        if (!optOuts.has(optOut)) await spool.add({ kind: 'opt-out', ...optOut });
      }
      for (const callSid of backlog.closed) await spool.add({ kind: 'closed', callSid });
      await forgetOthers();
    },
  };
}

function optOutOf({ phone, source, words, callId, scope }: OptOut): OptOut {
  return { phone, source, words, callId, scope };
}
