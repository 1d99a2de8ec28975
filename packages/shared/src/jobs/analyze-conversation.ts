import { z } from 'zod';
import { defineJob } from './define-job.ts';

/**
 * Find out how a call ended, with the words that prove it. `run` tells a repeat that a person asked
 * for from the one analysis that every call gets.
 */
export const analyzeConversation = defineJob({
  name: 'analyze-conversation',
  payload: z.object({ callId: z.uuid(), run: z.string().max(40).optional() }),
  id: ({ callId, run }) => `analyze-${callId}${run ? `-${run}` : ''}`,
  attempts: 4,
  backoffMs: 3_000,
});
