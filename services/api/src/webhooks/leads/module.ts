import type { WebhookModule } from '../webhook-module.ts';
import { leadWebhookRoutes } from './routes.ts';

/** Where forms and other systems send their leads. */
export const leadWebhooks: WebhookModule = ({ leadSources, log, now }, _config, shared) =>
  leadWebhookRoutes({ ...shared, recallSource: leadSources.recall, log, now });
