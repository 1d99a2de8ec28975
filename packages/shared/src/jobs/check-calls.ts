import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Ask the carrier about calls whose fate we do not know. Added by a schedule. */
export const checkCalls = defineJob({
  name: 'check-calls',
  payload: z.object({}),
  id: () => 'check-calls',
  attempts: 1,
  backoffMs: 0,
});
