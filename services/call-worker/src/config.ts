import { VOICE_FALLBACK_PATH } from '@ringback/shared/providers/stream-token.ts';
import { ceilings, ceilingsOf } from '@ringback/shared/runtime/ceiling-settings.ts';
import {
  allowedNumbers,
  capsOf,
  contactCaps,
  numberRulesOf,
} from '@ringback/shared/runtime/contact-settings.ts';
import { lines } from '@ringback/shared/runtime/line-settings.ts';
import {
  accountOf,
  callingHours,
  common,
  count,
  hoursOf,
  keptDays,
  keptMs,
  OUR_CARRIER,
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

/** The media gateway answers the carrier when the api does not. */
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
    ...lines,
    PORT: port(3003),
    PUBLIC_URL: publicUrl,
    MEDIA_PUBLIC_URL: mediaUrl.optional(),
    TWILIO_FROM: z.e164('the number that calls, such as +12025550100'),
    /** The account's limit; a burst above it would wait at the carrier, perhaps past curfew. */
    TWILIO_CALLS_PER_SECOND: z.coerce.number().min(0.1).max(500).default(1),
    STALE_CALL_MINUTES: count(30, { max: 24 * 60 }),
    CALLS_TOTAL: count(12, { max: 200 }),
    CALL_DIALS: count(3, { max: 10 }),
    /** Dialing pauses after this many calls in a row that were picked up and heard no audio from us. */
    SILENT_CALLS_BEFORE_REST: count(3, { max: 100 }),
    /** How long the pause lasts before one call tries again; doubled each time, a quarter of an hour at most. */
    SILENT_CALLS_TRY_SECONDS: count(60, { max: 900 }),
    /** The law counts an earlier hang-up as an abandoned call. */
    CALL_RING_SECONDS: count(30, { min: 15, max: 60 }),
    RECORD_CALLS: z.stringbool().default(false),
    RECEIPTS_KEEP_DAYS: keptDays(90),
    CALL_EVENTS_KEEP_DAYS: keptDays(365),
    /** Regulators ask who was contacted and why, and may look back four years. */
    DECISIONS_KEEP_DAYS: keptDays(1_461),
    IDEMPOTENCY_KEYS_KEEP_DAYS: keptDays(30),
    TRANSCRIPTS_KEEP_DAYS: keptDays(730),
    RECORDINGS_KEEP_DAYS: keptDays(90),
  })
  .refine(openBeforeClose, {
    path: ['CALLS_OPEN'],
    message: 'a time of day before CALLS_CLOSE',
  })
  .transform((env) => ({
    ...standsOn(env),
    from: env.TWILIO_FROM,
    carrier: OUR_CARRIER,
    providers: {
      twilio: {
        ...accountOf(env),
        from: env.TWILIO_FROM,
        publicUrl: env.PUBLIC_URL,
        fallbackUrl: fallbackOf(env.MEDIA_PUBLIC_URL),
        ringSeconds: env.CALL_RING_SECONDS,
        record: env.RECORD_CALLS,
      },
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
    keepMs: {
      webhook_receipts: keptMs(env.RECEIPTS_KEEP_DAYS),
      call_events: keptMs(env.CALL_EVENTS_KEEP_DAYS),
      contact_decisions: keptMs(env.DECISIONS_KEEP_DAYS),
      idempotency_keys: keptMs(env.IDEMPOTENCY_KEYS_KEEP_DAYS),
      transcripts: keptMs(env.TRANSCRIPTS_KEEP_DAYS),
      recordings: keptMs(env.RECORDINGS_KEEP_DAYS),
    },
  }));

export type Config = z.output<typeof Config>;
