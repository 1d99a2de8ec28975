import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Forget what is older than the operator wants to keep it. Added by a schedule. */
export const pruneHistory = defineJob({
  name: 'prune-history',
  payload: z.object({}),
  id: () => 'prune-history',
  attempts: 1,
  backoffMs: 0,
});
