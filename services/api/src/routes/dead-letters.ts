import { CATALOG } from '@ringback/shared/jobs/catalog.ts';
import { findJob } from '@ringback/shared/jobs/find-job.ts';
import { createDeadLetters, type DeadLetters } from '@ringback/shared/queue/dead-letters.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint.ts';
import { pageSize, text } from '../http/fields.ts';
import { many, ok, one, page } from '../http/route.ts';
import { apiModule } from './api-module.ts';

type Deps = { deadLetters: DeadLetters; log: Logger };

const NAMES: string[] = CATALOG.map(({ name }) => name);

const DeadLetter = z
  .object({
    job_id: z.string(),
    queue: z.string(),
    attempts: z.number().int(),
    failure: z.string().nullable().openapi({ description: 'An error code.' }),
    added_at: z.string(),
    failed_at: z.string(),
    call_id: z
      .string()
      .nullable()
      .openapi({ description: 'For an analysis: that of the call or conversation.' }),
    message_id: z.string().nullable(),
    conversation_id: z.string().nullable(),
  })
  .openapi('DeadLetter');

const chosen = z.strictObject({ job_ids: z.array(text(120)).min(1).max(200) });
const rows = <const Done extends string>(done: Done) =>
  one(
    z.object({
      [done]: z.number().int(),
      rows: z.array(z.object({ job_id: z.string(), result: z.enum([done, 'not_dead']) })),
    }),
  );

const listDeadLetters = endpoint(
  {
    method: 'get',
    path: '/api/queue/dead-letters',
    tag: 'queue',
    summary: 'Jobs that have used up their attempts, newest first',
    description: 'They are kept for 14 days. A job only names a row, which has the data.',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      queue: z
        .string()
        .refine((name) => NAMES.includes(name), `one of ${NAMES.join(', ')}`)
        .optional(),
    }),
    answers: { 200: { description: 'The newest', schema: many(DeadLetter) } },
    refusals: [],
  },
  ({ deadLetters }: Deps) =>
    async function listDeadLetters({ query: { limit, queue } }) {
      const jobs = queue === undefined ? CATALOG : CATALOG.filter(({ name }) => name === queue);
      const dead = await deadLetters.list(jobs, limit);
      return page(dead.map(withItsRow), null);
    },
);

const replayDeadLetters = endpoint(
  {
    method: 'post',
    path: '/api/queue/dead-letters/replay',
    tag: 'queue',
    summary: 'Retry dead jobs',
    description:
      'Safe at any time, any number of times: a job only names a row. What was called, texted, canceled or forbidden in the meantime is not done again.',
    access: 'agent',
    body: chosen,
    answers: { 200: { description: 'The result for each job', schema: rows('replayed') } },
    refusals: [503],
  },
  ({ deadLetters, log }: Deps) =>
    async function replayDeadLetters({ body }, { caller }) {
      return each(body.job_ids, 'replayed', deadLetters.replay, { log, by: caller.id });
    },
);

const forgetDeadLetters = endpoint(
  {
    method: 'post',
    path: '/api/queue/dead-letters/forget',
    tag: 'queue',
    summary: 'Delete dead jobs',
    description: 'Their rows are kept; the sweep adds a new job for what is still due.',
    access: 'agent',
    body: chosen,
    answers: { 200: { description: 'The result for each job', schema: rows('forgotten') } },
    refusals: [503],
  },
  ({ deadLetters, log }: Deps) =>
    async function forgetDeadLetters({ body }, { caller }) {
      return each(body.job_ids, 'forgotten', deadLetters.forget, { log, by: caller.id });
    },
);

export const deadLetters = apiModule(
  [listDeadLetters, replayDeadLetters, forgetDeadLetters],
  ({ queue, log }) => ({ deadLetters: createDeadLetters(queue), log }),
);

async function each(
  ids: string[],
  done: 'replayed' | 'forgotten',
  act: DeadLetters['replay'],
  { log, by }: { log: Logger; by: string },
) {
  const all = await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const found = findJob(id);
      const acted = found !== null && (await act(found.job, id));
      return { job_id: id, result: acted ? done : ('not_dead' as const) };
    }),
  );
  const count = all.filter(({ result }) => result === done).length;
  log.info({ by, asked: all.length, [done]: count }, 'dead letters');
  return ok({ [done]: count, rows: all });
}

function withItsRow({ job_id, ...rest }: Awaited<ReturnType<DeadLetters['list']>>[number]) {
  const about = findJob(job_id)?.about;
  return {
    job_id,
    ...rest,
    call_id: about?.call ?? null,
    message_id: about?.message ?? null,
    conversation_id: about?.conversation ?? null,
  };
}
