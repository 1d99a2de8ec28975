import {
  common,
  count,
  languageModel,
  modelOf,
  outgoingWebhooks,
  port,
  standsOn,
  webhookTargets,
} from '@ringback/shared/runtime/settings.ts';
import { z } from 'zod';

export const Config = z
  .object({
    ...common,
    PORT: port(3004),
    ...languageModel,
    ...outgoingWebhooks,
    ANALYZER_CONCURRENCY: count(4, { max: 100 }),
  })
  .transform((env) => ({
    ...standsOn(env),
    providers: { openai: modelOf(env) },
    webhooks: webhookTargets(env),
    concurrency: env.ANALYZER_CONCURRENCY,
  }));
export type Config = z.infer<typeof Config>;
