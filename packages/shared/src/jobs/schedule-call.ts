import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Dial one call. The row in `calls` holds everything else; the job only says which. */
export const scheduleCall = defineJob({
  name: 'schedule-call',
  payload: z.object({ callId: z.uuid() }),
  id: ({ callId }) => `call-${callId}`,
  attempts: 8,
  backoffMs: 1_000,
});
