import type { WebhookModule } from '../webhook-module.ts';
import { textWebhookRoutes } from './text-routes.ts';

/** The carrier's events of texts. */
export const textWebhooks: WebhookModule = (_kernel, _config, shared) =>
  textWebhookRoutes({ ...shared, verify: shared.verifyCarrier });
