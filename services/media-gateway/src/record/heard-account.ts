import type { HeardReport } from '@ringback/shared/db/calls/heard-report.ts';
import type { MediaSessions, OpenedSession } from '@ringback/shared/db/calls/media-sessions.ts';
import { hasHeardUs } from '@ringback/shared/domain/calls/heard.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { DurableWriter } from './durable-writer.ts';

type Deps = {
  mediaSessions: Pick<MediaSessions, 'reportHeard'>;
  writer: Pick<DurableWriter, 'noteHeard' | 'end' | 'isWaiting'>;
  now: () => Date;
  log: Logger;
};

/** Between attempts to report what was heard, after the end of a call. */
const AGAIN_MS = [500, 2_000, 5_000];

/** Accounts for what was heard on one call, either way, and reports it: it decides about the redial. */
export function createHeardAccount(deps: Deps, opened: OpenedSession, callSid: string) {
  const { mediaSessions, writer, now, log } = deps;
  const before = { agent: opened.call.agent_heard_ms ?? 0, lead: opened.call.lead_heard_ms ?? 0 };
  let leadMs = 0;
  let speaksSinceMs: number | null = null;
  let reportedEnough = false;

  const report = (agentMs: number, reason: string | null, over: boolean): HeardReport => {
    const all = Math.round(before.agent + agentMs);
    return {
      stream: opened.call.streams_opened,
      agent_ms: all,
      lead_ms: Math.round(before.lead + leadMs),
      reason,
      over,
      enough: hasHeardUs({ agentMs: all, agentWords: 0 }),
    };
  };

  return {
    leadStarted(nowMs: number) {
      speaksSinceMs ??= nowMs;
    },
    leadStopped(nowMs: number) {
      if (speaksSinceMs !== null) leadMs += Math.max(0, nowMs - speaksSinceMs);
      speaksSinceMs = null;
    },
    hasHeardUs: (agentMs: number) => hasHeardUs({ agentMs: before.agent + agentMs, agentWords: 0 }),

    /** Reports once the lead has heard us, so that waiting processes know soon that our voice works. */
    noteHeard(agentMs: number) {
      if (reportedEnough || !hasHeardUs({ agentMs: before.agent + agentMs, agentWords: 0 })) return;
      reportedEnough = true;
      writer.noteHeard(callSid, report(agentMs, null, false));
    },

    /** Once, with the last words. Waits for the first attempt only: a hang-up must not wait for the database. */
    async reportEnd(agentMs: number, reason: string | null): Promise<void> {
      const last = report(agentMs, reason, true);
      if (!(await writer.end(callSid, last))) void retryReport(last);
    },
  };

  async function retryReport(last: HeardReport): Promise<void> {
    for (const waitMs of AGAIN_MS) {
      await new Promise((resolve) => setTimeout(resolve, waitMs).unref());
      try {
        // Once reported as over, its words count as complete.
        const over = !writer.isWaiting(callSid);
        return await mediaSessions.reportHeard(callSid, { ...last, over }, now());
      } catch (thrown) {
        log.warn({ err: AppError.from(thrown) }, 'what was heard is not recorded yet');
      }
    }
  }
}
