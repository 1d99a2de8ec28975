import { z } from 'zod';
import { defineJob } from './define-job.ts';

/** One attempt to tell an endpoint of the operator's. The row in `webhook_deliveries` holds the rest. */
export const deliverWebhook = defineJob({
  name: 'deliver-webhook',
  payload: z.object({ deliveryId: z.uuid() }),
  id: ({ deliveryId }) => `webhook-${deliveryId}`,
  attempts: 3,
  backoffMs: 1_000,
});
