import { z } from 'zod';
import { defineJob, type JobService, type Schedule } from './define-job.ts';

/**
 * A job that carries nothing: it looks for work by itself, on a schedule. A round that fails is not
 * tried again, since the next one comes anyway.
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
