import type { HeardReport } from '@ringback/shared/db/calls/heard-report.ts';
import type { MediaSessions } from '@ringback/shared/db/calls/media-sessions.ts';
import type { SavedTurns, Transcripts } from '@ringback/shared/db/calls/transcripts.ts';
import type { Suppressions } from '@ringback/shared/db/leads/suppressions.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { Backlog, OptOut } from './backlog.ts';

export type WriteDeps = {
  transcripts: Pick<Transcripts, 'save'>;
  suppressions: Pick<Suppressions, 'add'>;
  mediaSessions: Pick<MediaSessions, 'end' | 'closed'>;
  log: Logger;
  now: () => Date;
};

/** One attempt for each kind of row: true when it is written; otherwise it goes back to the backlog. */
export function createWriteAttempts(deps: WriteDeps, backlog: Backlog) {
  const { transcripts, suppressions, mediaSessions, log, now } = deps;
  const { warnOf, forget } = createLinkWarnings(log);

  async function turns(callSid: string): Promise<boolean> {
    const taken = backlog.take(callSid);
    if (taken.length === 0) return true;
    const heard = backlog.takeHeard(callSid);
    try {
      warnOf(callSid, await transcripts.save(callSid, taken, now(), heard));
      return true;
    } catch (thrown) {
      backlog.putBack(callSid, taken);
      if (heard) backlog.putBackHeard(callSid, heard);
      log.error({ err: AppError.from(thrown), callSid }, 'transcript not written yet');
      return false;
    }
  }

  /** Writes the last turns of a call, what was heard in it, and that its stream is closed. */
  async function end(callSid: string, heard: HeardReport): Promise<boolean> {
    const taken = backlog.take(callSid);
    try {
      const saved = await mediaSessions.end(callSid, taken, heard, now());
      if (taken.length > 0) warnOf(callSid, saved);
      return true;
    } catch (thrown) {
      // One of the three may be the cause, so from here on each is written on its own.
      backlog.putBack(callSid, taken);
      log.error({ err: AppError.from(thrown), callSid }, 'end of the stream not written yet');
      return false;
    }
  }

  async function optOut(wanted: OptOut): Promise<boolean> {
    try {
      await suppressions.add(wanted, now());
      backlog.optOuts.delete(wanted);
      return true;
    } catch (thrown) {
      log.error({ err: AppError.from(thrown), callId: wanted.callId }, 'opt-out not written yet');
      return false;
    }
  }

  async function closed(callSid: string): Promise<boolean> {
    try {
      await mediaSessions.closed(callSid, now());
      backlog.closed.delete(callSid);
      return true;
    } catch (thrown) {
      log.warn({ err: AppError.from(thrown), callSid }, 'end of the stream not recorded yet');
      return false;
    }
  }

  return { turns, end, optOut, closed, forget };
}

/** Logs once for each call that no lead was found, or that the lead has another live call. */
function createLinkWarnings(log: Logger) {
  const warned = new Set<string>();
  return {
    warnOf(callSid: string, saved: SavedTurns) {
      if (saved.linked_by === null && !warned.has(callSid)) {
        warned.add(callSid);
        log.warn({ callSid }, 'no lead found for a transcript');
      }
      if (saved.link_skipped && !warned.has(callSid)) {
        warned.add(callSid);
        log.info({ callSid, leadId: saved.lead_id }, 'link skipped: the standing call is live');
      }
    },
    forget: (callSid: string) => void warned.delete(callSid),
  };
}
