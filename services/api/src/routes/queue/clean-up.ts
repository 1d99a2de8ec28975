import { CLEANUP_TASKS, cleanup, endIdleConversations } from '@ringback/shared/jobs/catalog.ts';
import { CleanupReport } from '@ringback/shared/jobs/cleanup-report.ts';
import { EndIdleReport } from '@ringback/shared/jobs/end-idle-report.ts';
import type { Inspector } from '@ringback/shared/queue/inspect.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { HttpError } from '../../http/http-error.ts';
import { ok, one } from '../../http/route.ts';

type Deps = {
  enqueue: Enqueue;
  inspector: Pick<Inspector, 'waitForResult'>;
  /** How long a request waits for the report, in milliseconds. */
  cleanupMs: number;
  log: Logger;
  newId: () => string;
};

export const cleanUp = endpoint(
  {
    method: 'post',
    path: '/api/queue/cleanup',
    tag: 'queue',
    summary: 'Find and repair overdue work',
    description: 'A worker does it; the request waits for the report, for up to 25 seconds.',
    access: 'agent',
    body: z.strictObject({ task: z.enum(CLEANUP_TASKS).default('all') }),
    answers: { 200: { description: 'What was done', schema: one(CleanupReport) } },
    refusals: [504],
  },
  ({ enqueue, inspector, cleanupMs, log, newId }: Deps) => {
    return async function cleanUp({ body }) {
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
    };

    /** Texts have a worker of their own; its absence does not hide the report of the other one. */
    async function endIdle(task: string): Promise<string[]> {
      if (task !== 'idle-conversations' && task !== 'all') return [];
      const jobId = await enqueue(endIdleConversations, { run: newId() });
      const result = await inspector.waitForResult(endIdleConversations, jobId, cleanupMs);
      if (result !== undefined) return EndIdleReport.parse(result).ended_conversations;
      log.warn({ jobId }, 'no worker checks for idle conversations');
      if (task === 'all') return [];
      throw new HttpError(
        504,
        'queue_unavailable',
        `No worker has finished job ${jobId} within ${cleanupMs / 1000} s. It stays queued: check that sms-worker runs (GET /api/queue/stats).`,
      );
    }
  },
);
