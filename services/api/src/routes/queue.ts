import type { Analyses } from '@ringback/shared/db/analyses.ts';
import type { CallHealth } from '@ringback/shared/db/call-health.ts';
import type { CallLists } from '@ringback/shared/db/call-lists.ts';
import type { Conversations } from '@ringback/shared/db/conversations.ts';
import type { Messages } from '@ringback/shared/db/messages.ts';
import type { SuppressionList } from '@ringback/shared/db/suppression-list.ts';
import { isEnded } from '@ringback/shared/domain/call.ts';
import {
  analyzeConversation,
  CATALOG,
  cleanup,
  endIdleConversations,
} from '@ringback/shared/jobs/catalog.ts';
import { CleanupReport } from '@ringback/shared/jobs/cleanup-report.ts';
import { EndIdleReport } from '@ringback/shared/jobs/end-idle-report.ts';
import { findJob } from '@ringback/shared/jobs/find-job.ts';
import type { Inspector } from '@ringback/shared/queue/inspect.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { HttpError } from '../http/http-error.ts';
import { ok, type Route, route } from '../http/route.ts';
import type { ReadHealth } from '../read-health.ts';
import { analyzeSpec, cleanupSpec, jobSpec, statsSpec } from './queue-specs.ts';
import type { ScheduleCall } from './schedule-call.ts';
import { scheduleCallSpec } from './schedule-call-spec.ts';

type Deps = {
  scheduleCall: ScheduleCall;
  callLists: Pick<CallLists, 'find' | 'findBySid'>;
  conversations: Pick<Conversations, 'find'>;
  messages: Pick<Messages, 'find'>;
  analyses: Pick<Analyses, 'ofCall'>;
  suppressionList: Pick<SuppressionList, 'count'>;
  readCallHealth: (now: Date) => Promise<CallHealth>;
  readHealth: ReadHealth;
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
  const { callLists, conversations, analyses, enqueue, inspector, log, now, newId } = deps;
  const { cleanupMs = CLEANUP_MS } = deps;

  return [
    route(scheduleCallSpec(now), ({ body, headers }, { caller }) =>
      deps.scheduleCall({ body, idempotencyKey: headers['idempotency-key'], keyId: caller.id }),
    ),

    route(analyzeSpec, async ({ body }) => {
      if (body.conversation_id !== undefined) return analyzeTexts(body.conversation_id);
      const call = await callLists.findBySid(body.call_sid ?? '');
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
      const jobId = await enqueue(cleanup, payload);
      const [result, idle] = await Promise.all([
        inspector.waitForResult(cleanup, jobId, cleanupMs),
        endIdle(body.task),
      ]);
      if (result === undefined) {
        throw new HttpError(
          504,
          'queue_unavailable',
          `No worker has finished job ${jobId} within ${cleanupMs / 1000} s. It stays queued: check that call-worker runs (GET /api/queue/stats).`,
        );
      }
      const report = CleanupReport.parse(result);
      const ended = [...new Set([...report.ended_conversations, ...idle])];
      return ok({ ...report, ended_conversations: ended });
    }),

    route(statsSpec, async () => {
      const at = now();
      const [queues, calls, suppressed, health] = await Promise.all([
        inspector.numbers(CATALOG, at).catch(() => null),
        deps.readCallHealth(at),
        deps.suppressionList.count(),
        deps.readHealth(at),
      ]);
      return ok({
        queue_reachable: queues !== null,
        queues: queues ?? [],
        calls,
        suppressed_numbers: suppressed,
        ...health,
      });
    }),

    route(jobSpec, async ({ params }) => {
      const found = findJob(params.id);
      if (!found) throw noSuchJob();
      const { call: callId, message: messageId, conversation: conversationId } = found.about;
      const [job, call, message, conversation] = await Promise.all([
        inspector.find(found.job, params.id).catch(() => 'unknown' as const),
        callId ? callLists.find(callId) : null,
        messageId ? deps.messages.find(messageId) : null,
        conversationId ? conversations.find(conversationId) : null,
      ]);
      const about = { call, message, conversation };
      if (!job && !call && !message && !conversation) throw noSuchJob();
      if (job && job !== 'unknown') return ok({ ...job, ...about });
      const nothing = { attempts: null, added_at: null, due_at: null, failure: null };
      const state = job ?? 'not_queued';
      return ok({ job_id: params.id, queue: found.job.name, state, ...nothing, ...about });
    }),
  ];

  async function analyzeTexts(conversationId: string) {
    const conversation = await conversations.find(conversationId);
    if (!conversation) throw new AppError('not_found', 'There is no such conversation.');
    if (conversation.ended_at === null) {
      const detail =
        'The conversation is still open. It is analysed when it has ended or is closed.';
      throw new AppError('conflict', detail);
    }
    const payload = { conversationId, run: newId().slice(0, 8) };
    // Nobody remembers a wish for a repeat: without a queue it is not taken.
    await enqueue(analyzeConversation, payload);
    return { status: 202, data: { job_id: analyzeConversation.id(payload), queued: true } };
  }

  /** Texts have a worker of their own; its absence does not hide what the other one did. */
  async function endIdle(task: string): Promise<string[]> {
    if (task !== 'idle-conversations' && task !== 'all') return [];
    const jobId = await enqueue(endIdleConversations, { run: newId() });
    const result = await inspector.waitForResult(endIdleConversations, jobId, cleanupMs);
    if (result !== undefined) return EndIdleReport.parse(result).ended_conversations;
    log.warn({ jobId }, 'no worker looks for idle conversations');
    if (task === 'all') return [];
    throw new HttpError(
      504,
      'queue_unavailable',
      `No worker has finished job ${jobId} within ${cleanupMs / 1000} s. It stays queued: check that sms-worker runs (GET /api/queue/stats).`,
    );
  }
}

function noSuchJob(): AppError {
  return new AppError('not_found', 'There is no such job.');
}
