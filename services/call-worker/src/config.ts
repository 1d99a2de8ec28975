import { VOICE_FALLBACK_PATH } from '@ringback/shared/providers/stream-token.ts';
import { ceilings, ceilingsOf } from '@ringback/shared/runtime/ceiling-settings.ts';
import {
  allowedNumbers,
  capsOf,
  contactCaps,
  numberRulesOf,
} from '@ringback/shared/runtime/contact-settings.ts';
import {
  accountOf,
  callingHours,
  common,
  count,
  hoursOf,
  openBeforeClose,
  port,
  publicUrl,
  standsOn,
  twilioAccount,
} from '@ringback/shared/runtime/settings.ts';
import { z } from 'zod';

const mediaUrl = z
  .url({ protocol: /^wss?$/, error: 'the ws:// or wss:// address of the media gateway' })
  .transform((url) => url.replace(/\/+$/, ''));

/** The media gateway answers the carrier where the api does not. */
const fallbackOf = (url: string | undefined) =>
  url && `${url.replace(/^ws/, 'http')}${VOICE_FALLBACK_PATH}`;

/** Every setting of this service, with the name it has in the environment. */
export const Config = z
  .object({
    ...common,
    ...twilioAccount,
    ...callingHours,
    ...allowedNumbers,
    ...contactCaps,
    ...ceilings,
    PORT: port(3003),
    PUBLIC_URL: publicUrl,
    MEDIA_PUBLIC_URL: mediaUrl.optional(),
    TWILIO_FROM: z.e164('the number that calls, such as +12025550100'),
    /** What the account is allowed; a burst above it would wait at the carrier, perhaps past curfew. */
    TWILIO_CALLS_PER_SECOND: z.coerce.number().min(0.1).max(500).default(1),
    MAX_CONCURRENT_CALLS: count(20, { max: 5_000 }),
    STALE_CALL_MINUTES: count(30, { max: 24 * 60 }),
    CALLS_TOTAL: count(12, { max: 200 }),
    CALL_DIALS: count(3, { max: 10 }),
    /** So many people in a row who picked up and heard nothing of us make dialing rest. */
    SILENT_CALLS_BEFORE_REST: count(3, { max: 100 }),
    /** How long it rests before one call tries again; doubled each time, a quarter of an hour at most. */
    SILENT_CALLS_TRY_SECONDS: count(60, { max: 900 }),
    /** Hanging up earlier is an abandoned call in the eyes of the law. */
    CALL_RING_SECONDS: count(30, { min: 15, max: 60 }),
    RECORD_CALLS: z.stringbool().default(false),
  })
  .refine(openBeforeClose, {
    path: ['CALLS_OPEN'],
    message: 'a time of day before CALLS_CLOSE',
  })
  .transform((env) => ({
    ...standsOn(env),
    twilio: {
      ...accountOf(env),
      from: env.TWILIO_FROM,
      publicUrl: env.PUBLIC_URL,
      fallbackUrl: fallbackOf(env.MEDIA_PUBLIC_URL),
      ringSeconds: env.CALL_RING_SECONDS,
      record: env.RECORD_CALLS,
    },
    callsPerSecond: env.TWILIO_CALLS_PER_SECOND,
    operator: hoursOf(env),
    contactCaps: capsOf(env),
    numbers: numberRulesOf(env),
    caps: {
      total: env.CALLS_TOTAL,
      max_live: env.MAX_CONCURRENT_CALLS,
    },
    ceilings: ceilingsOf(env),
    maxDials: env.CALL_DIALS,
    voice: {
      restsAfter: env.SILENT_CALLS_BEFORE_REST,
      pauseSeconds: env.SILENT_CALLS_TRY_SECONDS,
    },
    staleMs: env.STALE_CALL_MINUTES * 60_000,
  }));

export type Config = z.output<typeof Config>;
