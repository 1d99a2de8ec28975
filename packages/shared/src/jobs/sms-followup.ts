import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Send one text. The row in `sms_messages` holds everything else; the job only says which. */
export const smsFollowup = defineJob({
  name: 'sms-followup',
  payload: z.object({ messageId: z.uuid() }),
  id: ({ messageId }) => `text-${messageId}`,
  attempts: 8,
  backoffMs: 1_000,
});
