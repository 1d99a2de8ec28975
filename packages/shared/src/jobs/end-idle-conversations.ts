import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Close conversations in which nobody says anything any more. `run` names one request. */
export const endIdleConversations = defineJob({
  name: 'end-idle-conversations',
  payload: z.object({ run: z.string().regex(/^[a-z0-9-]{1,60}$/i) }),
  id: ({ run }) => `idle-${run}`,
  attempts: 1,
  backoffMs: 0,
});

/** What it did. The job's return value: ids only. */
export const EndIdleReport = z.object({ ended_conversations: z.array(z.uuid()) });
export type EndIdleReport = z.infer<typeof EndIdleReport>;
