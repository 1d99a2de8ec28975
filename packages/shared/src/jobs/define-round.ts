import { z } from 'zod';
import { defineJob, type JobService, type Schedule } from './define-job.ts';

/**
 * A job without a payload: it looks for work by itself, on a schedule. A failed round is not
 * retried, since the next one comes anyway.
 */
export const defineRound = <const Name extends string, const Service extends JobService>(
  name: Name,
  service: Service,
  schedule: Omit<Schedule<unknown>, 'payload'>,
) =>
  defineJob({
    name,
    service,
    payload: z.object({}),
    attempts: 1,
    backoffMs: 0,
    schedule: { ...schedule, payload: {} },
  });
