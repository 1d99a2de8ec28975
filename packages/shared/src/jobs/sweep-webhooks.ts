import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Give a job to every webhook whose attempt is due. Added by a schedule. */
export const sweepWebhooks = defineJob({
  name: 'sweep-webhooks',
  payload: z.object({}),
  id: () => 'sweep-webhooks',
  attempts: 1,
  backoffMs: 0,
});
