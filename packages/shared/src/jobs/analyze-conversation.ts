import { z } from 'zod';
import { defineJob } from './define-job.ts';

const run = z.string().max(40).optional();

/**
 * Find out how a call, or a conversation in texts, ended, with the words that prove it. `run` tells a
 * repeat that a person asked for from the one analysis that every ending gets.
 */
export const analyzeConversation = defineJob({
  name: 'analyze-conversation',
  payload: z.union([
    z.object({ callId: z.uuid(), run }),
    z.object({ conversationId: z.uuid(), run }),
  ]),
  id: (payload) => {
    const about = 'callId' in payload ? payload.callId : payload.conversationId;
    return `analyze-${about}${payload.run ? `-${payload.run}` : ''}`;
  },
  attempts: 4,
  backoffMs: 3_000,
});
