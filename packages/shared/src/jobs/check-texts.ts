import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Ask the carrier about texts whose fate we do not know. Added by a schedule. */
export const checkTexts = defineJob({
  name: 'check-texts',
  payload: z.object({}),
  id: () => 'check-texts',
  attempts: 1,
  backoffMs: 0,
});
