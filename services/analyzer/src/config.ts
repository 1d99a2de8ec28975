import { common, count, port } from '@ringback/shared/runtime/settings.ts';
import { z } from 'zod';

export const Config = z
  .object({
    ...common,
    PORT: port(3004),
    OPENAI_API_KEY: z.string('the key of the language model').min(1),
    OPENAI_BASE_URL: z
      .url('the address of the language model, with its version')
      .default('https://api.openai.com/v1'),
    OPENAI_MODEL: z.string().min(1).default('gpt-5.4-mini'),
    ANALYZER_CONCURRENCY: count(4, { max: 100 }),
  })
  .transform((env) => ({
    logLevel: env.LOG_LEVEL,
    supabase: { url: env.SUPABASE_URL, secretKey: env.SUPABASE_SECRET_KEY },
    redisUrl: env.REDIS_URL,
    queuePrefix: env.QUEUE_PREFIX,
    port: env.PORT,
    openai: {
      apiKey: env.OPENAI_API_KEY,
      baseUrl: env.OPENAI_BASE_URL.replace(/\/+$/, ''),
      model: env.OPENAI_MODEL,
    },
    concurrency: env.ANALYZER_CONCURRENCY,
  }));
export type Config = z.infer<typeof Config>;
