import {
  common,
  count,
  languageModel,
  modelOf,
  outgoingWebhooks,
  port,
  publicUrl,
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
    PUBLIC_URL: publicUrl.optional(),
    ANALYZER_CONCURRENCY: count(4, { max: 100 }),
  })
  .transform((env) => ({
    ...standsOn(env),
    providers: { openai: modelOf(env) },
    webhooks: webhookTargets(env),
    publicUrl: env.PUBLIC_URL ?? null,
    concurrency: env.ANALYZER_CONCURRENCY,
  }));
export type Config = z.infer<typeof Config>;
