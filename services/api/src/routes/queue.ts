import type { Analyses } from '@ringback/shared/db/analyses.ts';
import type { CallHealth } from '@ringback/shared/db/call-health.ts';
import type { CallLists } from '@ringback/shared/db/call-lists.ts';
import type { SuppressionList } from '@ringback/shared/db/suppression-list.ts';
import { isEnded } from '@ringback/shared/domain/call.ts';
import { analyzeConversation } from '@ringback/shared/jobs/analyze-conversation.ts';
import { CleanupReport, cleanup } from '@ringback/shared/jobs/cleanup.ts';
import type { Inspector } from '@ringback/shared/queue/inspect.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { HttpError } from '../http/http-error.ts';
import { ok, type Route, route } from '../http/route.ts';
import { ALL_JOBS, jobOfId } from '../jobs-by-id.ts';
import { analyzeSpec, cleanupSpec, jobSpec, statsSpec } from './queue-specs.ts';
import type { ScheduleCall } from './schedule-call.ts';
import { scheduleCallSpec } from './schedule-call-spec.ts';

type Deps = {
  scheduleCall: ScheduleCall;
  callLists: Pick<CallLists, 'find' | 'findBySid'>;
  analyses: Pick<Analyses, 'ofCall'>;
  suppressionList: Pick<SuppressionList, 'count'>;
  readHealth: (now: Date) => Promise<CallHealth>;
  enqueue: Enqueue;
  inspector: Inspector;
  log: Logger;
  now: () => Date;
  newId: () => string;
  /** How long a cleanup may take, in milliseconds. */
  cleanupMs?: number;
};

const CLEANUP_MS = 25_000;

export function queueRoutes(deps: Deps): Route[] {
  const { callLists, analyses, enqueue, inspector, log, now, newId } = deps;
  const { cleanupMs = CLEANUP_MS } = deps;

  return [
    route(scheduleCallSpec(now), ({ body, headers }) =>
      deps.scheduleCall({ body, idempotencyKey: headers['idempotency-key'] }),
    ),

    route(analyzeSpec, async ({ body }) => {
      const call = await callLists.findBySid(body.call_sid);
      if (!call) throw new AppError('not_found', 'There is no call with this sid.');
      if (!isEnded(call.status)) {
        throw new AppError('conflict', 'The call has not ended yet. It is analysed when it has.');
      }
      const payload = { callId: call.id, run: newId().slice(0, 8) };
      const job_id = analyzeConversation.id(payload);
      try {
        await enqueue(analyzeConversation, payload);
        return { status: 202, data: { job_id, queued: true } };
      } catch (err) {
        // The sweep finds calls that were never analysed, but nobody remembers a wish for a repeat.
        if (await analyses.ofCall(call.id)) throw err;
        log.warn({ err, callId: call.id }, 'analysis accepted without its job');
        return { status: 202, data: { job_id, queued: false } };
      }
    }),

    route(cleanupSpec, async ({ body }) => {
      const payload = { task: body.task, run: newId() };
      const jobId = await enqueue(cleanup, payload, { keepResultMs: 2 * cleanupMs });
      const result = await inspector.waitForResult(cleanup, jobId, cleanupMs);
      if (result === undefined) {
        throw new HttpError(
          504,
          'queue_unavailable',
          `No worker has finished job ${jobId} within ${cleanupMs / 1000} s. It stays queued: check that call-worker runs (GET /api/queue/stats).`,
        );
      }
      return ok(CleanupReport.parse(result));
    }),

    route(statsSpec, async () => {
      const at = now();
      const [queues, calls, suppressed] = await Promise.all([
        inspector.numbers(ALL_JOBS, at).catch(() => null),
        deps.readHealth(at),
        deps.suppressionList.count(),
      ]);
      return ok({
        queue_reachable: queues !== null,
        queues: queues ?? [],
        calls,
        suppressed_numbers: suppressed,
      });
    }),

    route(jobSpec, async ({ params }) => {
      const named = jobOfId(params.id);
      if (!named) throw noSuchJob();
      const [job, call] = await Promise.all([
        inspector.find(named.job, params.id).catch(() => 'unknown' as const),
        named.callId ? callLists.find(named.callId) : null,
      ]);
      if (!job && !call) throw noSuchJob();
      if (job && job !== 'unknown') return ok({ ...job, call });
      const nothing = { attempts: null, added_at: null, due_at: null, failure: null };
      const state = job ?? 'not_queued';
      return ok({ job_id: params.id, queue: named.job.name, state, ...nothing, call });
    }),
  ];
}

function noSuchJob(): AppError {
  return new AppError('not_found', 'There is no such job.');
}
