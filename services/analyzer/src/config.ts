import {
  common,
  count,
  languageModel,
  modelOf,
  port,
  standsOn,
} from '@ringback/shared/runtime/settings.ts';
import { z } from 'zod';

export const Config = z
  .object({
    ...common,
    PORT: port(3004),
    ...languageModel,
    ANALYZER_CONCURRENCY: count(4, { max: 100 }),
  })
  .transform((env) => ({
    ...standsOn(env),
    openai: modelOf(env),
    concurrency: env.ANALYZER_CONCURRENCY,
  }));
export type Config = z.infer<typeof Config>;
