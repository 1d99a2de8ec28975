import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** A call has ended: dial again later, or have its words analysed. */
export const settleCall = defineJob({
  name: 'settle-call',
  payload: z.object({ callId: z.uuid() }),
  id: ({ callId }) => `settle-${callId}`,
  attempts: 8,
  backoffMs: 1_000,
});
