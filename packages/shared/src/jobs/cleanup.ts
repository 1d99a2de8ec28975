import { z } from 'zod';
import { defineJob } from './define-job.ts';

export const CLEANUP_TASKS = ['stale-calls', 'idle-conversations', 'lost-work', 'all'] as const;
export type CleanupTask = (typeof CLEANUP_TASKS)[number];

/** Close what has been going on for too long, after asking the carrier. `run` names one request. */
export const cleanup = defineJob({
  name: 'cleanup',
  payload: z.object({
    task: z.enum(CLEANUP_TASKS),
    run: z.string().regex(/^[a-z0-9-]{1,60}$/i),
  }),
  id: ({ run }) => `cleanup-${run}`,
  attempts: 1,
  backoffMs: 0,
});

/** What a cleanup did. The job's return value: ids and counts, nobody's name. */
export const CleanupReport = z.object({
  closed_calls: z.array(z.uuid()),
  ended_conversations: z.array(z.string()),
  requeued: z.number().int(),
  settled_unknown: z.number().int(),
  repaired_leads: z.number().int(),
});
export type CleanupReport = z.infer<typeof CleanupReport>;
