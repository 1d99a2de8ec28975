import { z } from 'zod';
import { defineJob } from './define-job.ts';

/**
 * Say whether a lead's texts refuse contact, where no answer says so along the way. `seq` is the
 * place of the newest of them: a newer one, a new job.
 */
export const judgeWords = defineJob({
  name: 'judge-words',
  payload: z.object({ conversationId: z.uuid(), seq: z.number().int().min(0) }),
  id: ({ conversationId, seq }) => `judge-${conversationId}-${seq}`,
  attempts: 6,
  backoffMs: 2_000,
});
