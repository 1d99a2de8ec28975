import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Take in the texts whose webhook never came, out of the carrier's list. Added by a schedule. */
export const findLostTexts = defineJob({
  name: 'find-lost-texts',
  payload: z.object({}),
  id: () => 'find-lost-texts',
  attempts: 1,
  backoffMs: 0,
});
