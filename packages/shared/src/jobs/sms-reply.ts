import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Answer a lead. `seq` is the place of the text that made an answer due: a newer one, a new job. */
export const smsReply = defineJob({
  name: 'sms-reply',
  payload: z.object({ conversationId: z.uuid(), seq: z.number().int().min(0) }),
  id: ({ conversationId, seq }) => `reply-${conversationId}-${seq}`,
  attempts: 6,
  backoffMs: 2_000,
});
