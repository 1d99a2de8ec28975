import { ceilings, ceilingsOf } from '@ringback/shared/runtime/ceiling-settings.ts';
import { capsOf, contactCaps, numberRulesOf } from '@ringback/shared/runtime/contact-settings.ts';
import { lines } from '@ringback/shared/runtime/line-settings.ts';
import {
  accountOf,
  blobsOf,
  callingHours,
  common,
  count,
  hoursOf,
  keptPictures,
  OUR_CARRIER,
  OUR_VOICE,
  openBeforeClose,
  outgoingWebhooks,
  port,
  publicUrl,
  standsOn,
  twilioAccount,
  webhookTargets,
} from '@ringback/shared/runtime/settings.ts';
import {
  countries,
  inboundRules,
  inboundTexts,
  notifySender,
  ourNumbers,
  twilioSender,
} from '@ringback/shared/runtime/text-settings.ts';
import { z } from 'zod';
import { accountChecks, accountSettings, accountsOf } from './account-settings.ts';

const mediaUrl = z
  .url('the ws:// or wss:// address at which the carrier reaches the media gateway')
  .regex(/^wss?:/, 'the ws:// or wss:// address at which the carrier reaches the media gateway')
  .transform((url) => url.replace(/\/+$/, ''));

/** Every setting of this service, with the name it has in the environment. */
export const Config = z
  .object({
    ...common,
    ...callingHours,
    ...contactCaps,
    ...ceilings,
    ...lines,
    ...twilioAccount,
    ...twilioSender,
    ...ourNumbers,
    ...countries,
    ...inboundTexts,
    PORT: port(3000),
    PUBLIC_URL: publicUrl,
    MEDIA_PUBLIC_URL: mediaUrl,
    BOOTSTRAP_API_KEY: z.string().min(24, 'at least 24 characters').optional(),
    ...accountSettings,
    TRUST_PROXY: count(0, { min: 0, max: 10 }),
    ...keptPictures,
    SPOOL_DIR: z.string().default('.data/spool'),
    RATE_LIMIT_PER_MINUTE: count(6_000),
    RECORD_CALLS: z.stringbool().default(false),
    RETELL_API_KEY: z.string().min(1).optional(),
    RETELL_AGENT_ID: z.string().min(1).max(100).optional(),
    LIVE_STREAMS_PER_KEY: count(20, { max: 10_000 }),
    ...outgoingWebhooks,
    ...notifySender,
    EVENTS_KEEP_DAYS: count(7, { max: 365 }),
  })
  .check(...accountChecks)
  .refine(openBeforeClose, {
    path: ['CALLS_CLOSE'],
    message: 'a time of day after CALLS_OPEN',
    // Also when other settings are wrong: one start tells everything.
    when: () => true,
  })
  .transform((env) => ({
    ...standsOn(env),
    publicUrl: env.PUBLIC_URL,
    /** Reached over https: browsers are told to stay there, and cookies go no other way. */
    secure: env.PUBLIC_URL.startsWith('https:'),
    mediaPublicUrl: env.MEDIA_PUBLIC_URL,
    providers: { twilio: { ...accountOf(env), publicUrl: env.PUBLIC_URL } },
    recordCalls: env.RECORD_CALLS,
    bootstrapApiKey: env.BOOTSTRAP_API_KEY,
    retell: { apiKey: env.RETELL_API_KEY ?? null, agentId: env.RETELL_AGENT_ID ?? null },
    texts: {
      sender: env.TWILIO_MESSAGING_SERVICE_SID ?? env.TWILIO_FROM ?? null,
      ...inboundRules(env),
    },
    ...accountsOf(env),
    carriedBy: { carrier: OUR_CARRIER, voice: OUR_VOICE },
    ourNumbers: [env.TWILIO_FROM ?? [], env.OUR_NUMBERS ?? []].flat(),
    hours: hoursOf(env),
    contactCaps: capsOf(env),
    ceilings: ceilingsOf(env),
    maxLiveCalls: env.MAX_CONCURRENT_CALLS,
    defaultCountry: env.DEFAULT_COUNTRY,
    numbers: numberRulesOf(env),
    trustProxyHops: env.TRUST_PROXY,
    spoolDir: env.SPOOL_DIR,
    blobs: blobsOf(env),
    /** How long a request waits for a cleanup. No setting: tests have less patience. */
    cleanupMs: 25_000,
    requestsPerMinute: env.RATE_LIMIT_PER_MINUTE,
    streamsPerKey: env.LIVE_STREAMS_PER_KEY,
    webhooks: webhookTargets(env),
    /** Null: no texts are sent to colleagues. */
    notifySender: env.NOTIFY_SENDER ?? null,
    keepEventsMs: env.EVENTS_KEEP_DAYS * 24 * 60 * 60_000,
  }));

export type Config = z.output<typeof Config>;
