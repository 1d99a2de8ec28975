import { z } from 'zod';

/** What `end-idle-conversations` did. The job's return value: ids only. */
export const EndIdleReport = z.object({ ended_conversations: z.array(z.uuid()) });
export type EndIdleReport = z.infer<typeof EndIdleReport>;
