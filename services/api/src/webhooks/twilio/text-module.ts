import type { WebhookModule } from '../webhook-module.ts';
import { textWebhookRoutes } from './text-routes.ts';

/** What the carrier tells of texts. */
export const textWebhooks: WebhookModule = (_kernel, _config, shared) =>
  textWebhookRoutes({ ...shared, verify: shared.verifyCarrier });
