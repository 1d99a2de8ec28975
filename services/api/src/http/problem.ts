import './zod-openapi.ts';
import type { AppError, ErrorCode } from '@ringback/shared/runtime/errors.ts';
import type { Request, Response } from 'express';
import { z } from 'zod';

/** RFC 9457, with every fault of the request. `instance` is the request's id. */
export const Problem = z
  .object({
    success: z.literal(false),
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string(),
    faults: z.array(z.object({ path: z.string(), found: z.string(), expected: z.string() })),
    lead_id: z.number().int().optional(),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof Problem>;

const TITLES: Record<ErrorCode, string> = {
  invalid_input: 'The request does not fit',
  unauthorized: 'A valid API key, or a session, is needed',
  forbidden: 'This is not allowed',
  not_found: 'There is no such thing',
  conflict: 'This collides with what is there',
  suppressed: 'The number is on the do-not-contact list',
  too_large: 'The request is too large',
  undialable: 'The number cannot be dialed',
  refused_target: 'Nothing is sent to this address',
  key_reused: 'The idempotency key belongs to another request',
  too_many_requests: 'Too many requests',
  provider_rejected: 'The provider refused',
  provider_unavailable: 'The provider cannot be reached',
  provider_unknown: 'The provider gave no clear answer',
  database_unavailable: 'The database cannot be reached',
  queue_unavailable: 'The queue cannot be reached',
  internal: 'Something went wrong on our side',
};

const OURS = 'Something went wrong on our side. The instance names this request in our logs.';

/** Says of our own failures only that they are ours, except where waiting or another try helps. */
export function problemOf(error: AppError, status: number, instance: string): Problem {
  const telling = status < 500 || status === 503 || status === 504;
  return {
    success: false,
    type: `urn:ringback:problem:${error.code.replaceAll('_', '-')}`,
    title: TITLES[error.code],
    status,
    detail: telling ? error.message : OURS,
    instance,
    faults: error.faults,
  };
}

export function sendProblem(req: Request, res: Response, problem: Omit<Problem, 'instance'>): void {
  if (problem.status === 401) res.setHeader('www-authenticate', 'Bearer realm="ringback"');
  if (problem.status === 503 && !res.hasHeader('retry-after')) res.setHeader('retry-after', '2');
  res
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, instance: `urn:ringback:request:${String(req.id)}` }));
}
