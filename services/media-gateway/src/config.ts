import {
  accountOf,
  common,
  count,
  port,
  twilioAccount,
} from '@ringback/shared/runtime/settings.ts';
import { z } from 'zod';

const socketUrl = (expected: string) =>
  z.url({ protocol: /^wss?$/, error: expected }).transform((url) => url.replace(/\/+$/, ''));

/** Every setting of this service, with the name it has in the environment. */
export const Config = z
  .object({
    LISTEN_HOST: common.LISTEN_HOST,
    LOG_LEVEL: common.LOG_LEVEL,
    SUPABASE_URL: common.SUPABASE_URL,
    SUPABASE_SECRET_KEY: common.SUPABASE_SECRET_KEY,
    ...twilioAccount,
    /** Only to say that something was written; calls go on without it. */
    REDIS_URL: common.REDIS_URL.optional(),
    QUEUE_PREFIX: common.QUEUE_PREFIX,
    PORT: port(3001),
    /** How the carrier reaches this service; its signature covers this very address. */
    MEDIA_PUBLIC_URL: socketUrl('the ws:// or wss:// address at which the carrier reaches us'),
    OPENAI_API_KEY: z.string('the key of the voice model').min(1),
    OPENAI_REALTIME_URL: socketUrl('a ws:// or wss:// address without a query').default(
      'wss://api.openai.com/v1/realtime',
    ),
    /** Each voice has a model of its own where none is named here. */
    OPENAI_REALTIME_MODEL: z.string().min(1).optional(),
    OPENAI_TRANSCRIBE_MODEL: z.string().min(1).optional(),
    MEDIA_MAX_SESSIONS: count(200, { max: 10_000 }),
    /** How long running calls may go on after a SIGTERM. */
    MEDIA_DRAIN_SECONDS: count(1_200, { min: 0, max: 7_200 }),
    /** Calls are recorded by the carrier: then the lead is told so in the first sentence. */
    RECORD_CALLS: z.stringbool().default(false),
    SPOOL_DIR: z.string().min(1).default('.data/spool'),
  })
  .transform((env) => ({
    logLevel: env.LOG_LEVEL,
    port: env.PORT,
    host: env.LISTEN_HOST,
    database: { url: env.SUPABASE_URL, secretKey: env.SUPABASE_SECRET_KEY },
    redisUrl: env.REDIS_URL ?? null,
    queuePrefix: env.QUEUE_PREFIX,
    publicUrl: env.MEDIA_PUBLIC_URL,
    providers: {
      twilio: accountOf(env),
      openai: {
        apiKey: env.OPENAI_API_KEY,
        url: env.OPENAI_REALTIME_URL,
        model: env.OPENAI_REALTIME_MODEL,
        transcribeModel: env.OPENAI_TRANSCRIBE_MODEL,
      },
    },
    maxSessions: env.MEDIA_MAX_SESSIONS,
    drainMs: env.MEDIA_DRAIN_SECONDS * 1_000,
    recorded: env.RECORD_CALLS,
    spoolDir: env.SPOOL_DIR,
  }));
export type Config = z.output<typeof Config>;
