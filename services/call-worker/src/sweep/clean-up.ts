import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import type { Calls } from '@ringback/shared/db/calls/calls.ts';
import type { Leads } from '@ringback/shared/db/leads/leads.ts';
import type { CallRow } from '@ringback/shared/db/rows.ts';
import type { cleanup } from '@ringback/shared/jobs/catalog.ts';
import type { CleanupReport, ClosedCall } from '@ringback/shared/jobs/cleanup-report.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { AskCarrier } from '../reconcile/ask-carrier.ts';

type Deps = {
  calls: Pick<Calls, 'stale'>;
  callLists: Pick<CallLists, 'find'>;
  leads: Pick<Leads, 'repair' | 'find'>;
  askCarrier: AskCarrier;
  runChecks: (log: Logger) => Promise<{ asked: number; settled: number }>;
  sweep: () => Promise<number>;
  settle: (callId: string) => Promise<void>;
  staleMs: number;
  now: Now;
};

const BATCH = 500;

/** Closes calls that run for too long with the status that the carrier reports; returns their ids. */
export function createCleanup(deps: Deps): Processor<PayloadOf<typeof cleanup>> {
  const { calls, callLists, leads, askCarrier, runChecks, sweep, settle, staleMs, now } = deps;

  return async function cleanup({ task }, { log }) {
    const report: CleanupReport = {
      closed_calls: [],
      calls: [],
      ended_conversations: [],
      requeued: 0,
      settled_unknown: 0,
      repaired_leads: 0,
    };
    if (task === 'stale-calls' || task === 'all') {
      const before = new Date(now().getTime() - staleMs);
      for (const call of await calls.stale(before, BATCH)) {
        if (!(await closeStale(call, log))) continue;
        report.closed_calls.push(call.id);
        const closed = await reportOn(call);
        report.calls.push(closed);
        const { id, ...facts } = closed;
        log.info({ callId: id, ...facts }, 'stale call closed');
      }
      report.repaired_leads = (await leads.repair(now(), BATCH)).length;
    }
    if (task === 'lost-work' || task === 'all') {
      report.settled_unknown = (await runChecks(log)).settled;
      report.requeued = await sweep();
    }
    log.info({ task, closed: report.closed_calls.length }, 'cleaned up');
    return { kind: 'done', result: report };
  };

  /** Read again: who ended it, and what follows for the lead, is written elsewhere. */
  async function reportOn(before: CallRow): Promise<ClosedCall> {
    const { id, call_sid, lead_id } = before;
    const [after, lead] = await Promise.all([
      callLists.find(id),
      lead_id === null ? null : leads.find(lead_id),
    ]);
    return {
      id,
      call_sid: after?.call_sid ?? call_sid,
      lead_id,
      from: before.status,
      to: after?.status ?? before.status,
      reason: after?.end_reason ?? null,
      lead: lead && {
        lead_status: lead.lead_status,
        outcome: lead.outcome,
        is_linked: lead.call_sid !== null && lead.call_sid === after?.call_sid,
      },
    };
  }

  async function closeStale(call: CallRow, log: Logger): Promise<boolean> {
    try {
      // A call without a sid is looked for until five minutes have passed, as in every other place.
      const answer = await askCarrier(call, 'cleanup');
      const closed = answer === 'ended' || answer === 'presumed_not_placed';
      if (closed) await settle(call.id);
      return closed;
    } catch (err) {
      log.warn({ callId: call.id, err }, 'a stale call could not be checked');
      return false;
    }
  }
}
