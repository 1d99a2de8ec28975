import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Give a job to every row that lost its own, or never had one. Added by a schedule. */
export const sweepCalls = defineJob({
  name: 'sweep-calls',
  payload: z.object({}),
  id: () => 'sweep-calls',
  attempts: 1,
  backoffMs: 0,
});
