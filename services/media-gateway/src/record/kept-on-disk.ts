import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Spool } from './spool.ts';
import type { OptOut, Waiting } from './waiting.ts';

/** What is on disk since the database did not take it: of this process, and of those before it. */
export function createKeptOnDisk({ spool, log }: { spool: Spool; log: Logger }, waiting: Waiting) {
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

    /** Has wait here what an earlier process could not write; false if there is nothing. */
    async takeOver(): Promise<boolean> {
      const left = await spool.takeOver();
      if (left.entries.length === 0) {
        await left.forget();
        return false;
      }
      log.info({ entries: left.entries.length }, 'writing what was left by an earlier process');
      for (const entry of left.entries) {
        if (entry.kind === 'turns') waiting.add(entry.callSid, entry.turns);
        else if (entry.kind === 'closed') waiting.closed.add(entry.callSid);
        else waiting.optOuts.add(optOutOf(entry));
      }
      takenOver.push(left.forget);
      return true;
    },

    /** All of it has been written after all. */
    async forget(): Promise<void> {
      if (optOuts.size > 0) await spool.clear();
      optOuts.clear();
      await forgetOthers();
    },

    /** What still waits when the process has to go. */
    async leave(): Promise<void> {
      for (const { callSid, turns } of waiting.turns()) {
        const kept = await spool.add({ kind: 'turns', callSid, turns });
        if (!kept) log.error({ callSid }, 'the spool is full, a transcript was lost');
      }
      for (const optOut of waiting.optOuts) {
        if (!optOuts.has(optOut)) await spool.add({ kind: 'opt-out', ...optOut });
      }
      for (const callSid of waiting.closed) await spool.add({ kind: 'closed', callSid });
      await forgetOthers();
    },
  };
}

function optOutOf({ phone, source, words, callId, scope }: OptOut): OptOut {
  return { phone, source, words, callId, scope };
}
