import type { WebhookModule } from '../webhook-module.ts';
import { leadWebhookRoutes } from './routes.ts';

/** The endpoint for leads of forms and other systems. */
export const leadWebhooks: WebhookModule = ({ leadSources, log, now }, _config, shared) =>
  leadWebhookRoutes({ ...shared, recallSource: leadSources.recall, log, now });
