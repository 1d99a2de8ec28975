import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Hang up a live call, because a machine answered or an operator asked. */
export const endCall = defineJob({
  name: 'end-call',
  payload: z.object({ callId: z.uuid(), reason: z.enum(['machine', 'operator', 'suppressed']) }),
  id: ({ callId }) => `end-${callId}`,
  attempts: 6,
  backoffMs: 500,
});
