import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** Plan the campaign steps that come due, and give a job to every text and answer that needs one. */
export const sweepTexts = defineJob({
  name: 'sweep-texts',
  payload: z.object({}),
  id: () => 'sweep-texts',
  attempts: 1,
  backoffMs: 0,
});
