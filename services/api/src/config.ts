import type { parsePhone } from '@ringback/shared/domain/phone.ts';
import { CONFIRMED_BY } from '@ringback/shared/domain/texts/confirmation.ts';
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

type Country = NonNullable<Parameters<typeof parsePhone>[1]>;

const country = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .refine(isCountry, 'a two-letter country such as US');

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function isCountry(code: string): code is Country {
  return /^[A-Z]{2}$/.test(code) && REGIONS.of(code) !== undefined;
}

const mediaUrl = z
  .url('the ws:// or wss:// address at which the carrier reaches the media gateway')
  .regex(/^wss?:/, 'the ws:// or wss:// address at which the carrier reaches the media gateway')
  .transform((url) => url.replace(/\/+$/, ''));

const line = (standard: string) => z.string().trim().min(1).max(300).default(standard);

const OPS = ['OPS_USER', 'OPS_PASSWORD', 'SESSION_SECRET'] as const;
type Ops = { [Name in (typeof OPS)[number]]?: string | undefined };

/** Also when other settings are wrong: one start tells everything. */
const always = () => true;

const isOpsWhole = (name: keyof Ops) => (env: Ops) =>
  env[name] !== undefined || OPS.every((other) => env[other] === undefined);

const togetherAt = (name: keyof Ops) => ({
  path: [name],
  message: 'a value: OPS_USER, OPS_PASSWORD and SESSION_SECRET go together',
  when: always,
});

/** Every setting of this service, with the name it has in the environment. */
export const Config = z
  .object({
    ...common,
    ...callingHours,
    ...twilioAccount,
    PORT: port(3000),
    PUBLIC_URL: publicUrl,
    MEDIA_PUBLIC_URL: mediaUrl,
    BOOTSTRAP_API_KEY: z.string().min(24, 'at least 24 characters').optional(),
    OPS_USER: z.string().optional(),
    OPS_PASSWORD: z.string().min(12, 'at least 12 characters').optional(),
    SESSION_SECRET: z.string().min(32, 'at least 32 characters').optional(),
    DEFAULT_COUNTRY: country.default('US'),
    ALLOWED_COUNTRIES: z
      .string()
      .transform((codes) => codes.split(','))
      .pipe(z.array(country))
      .optional(),
    TRUST_PROXY: count(0, { min: 0, max: 10 }),
    SPOOL_DIR: z.string().default('.data/spool'),
    RATE_LIMIT_PER_MINUTE: count(6_000),
    TWILIO_FROM: z
      .string()
      .regex(/^\+[1-9]\d{6,14}$/, 'a number such as +12025550190')
      .optional(),
    TWILIO_MESSAGING_SERVICE_SID: z
      .string()
      .regex(/^MG[0-9a-f]{32}$/i, 'MG and 32 hexadecimal characters')
      .optional(),
    RETELL_API_KEY: z.string().min(1).optional(),
    RETELL_AGENT_ID: z.string().min(1).max(100).optional(),
    OPT_OUT_SCOPE: z.enum(['all', 'sms']).default('all'),
    OPT_OUT_CONFIRMED_BY: z.enum(CONFIRMED_BY).default('carrier'),
    OPT_OUT_LINE: line('You will get no more messages from us. Reply START to take that back.'),
    OPT_IN_LINE: line('You are subscribed again. Reply STOP to end the messages.'),
    HELP_LINE: line('Write what you need and we answer here. Reply STOP to end the messages.'),
    REPLY_DEBOUNCE_SECONDS: z.coerce.number().min(0).max(60).default(5),
    REPLY_DEBOUNCE_CAP_SECONDS: z.coerce.number().min(0).max(300).default(20),
    LIVE_STREAMS_PER_KEY: count(20, { max: 10_000 }),
    EVENTS_KEEP_DAYS: count(7, { max: 365 }),
  })
  .refine(isOpsWhole('OPS_USER'), togetherAt('OPS_USER'))
  .refine(isOpsWhole('OPS_PASSWORD'), togetherAt('OPS_PASSWORD'))
  .refine(isOpsWhole('SESSION_SECRET'), togetherAt('SESSION_SECRET'))
  .refine(openBeforeClose, {
    path: ['CALLS_CLOSE'],
    message: 'a time of day after CALLS_OPEN',
    when: always,
  })
  .transform((env) => ({
    ...standsOn(env),
    publicUrl: env.PUBLIC_URL,
    mediaPublicUrl: env.MEDIA_PUBLIC_URL,
    twilio: accountOf(env),
    bootstrapApiKey: env.BOOTSTRAP_API_KEY,
    retell: { apiKey: env.RETELL_API_KEY ?? null, agentId: env.RETELL_AGENT_ID ?? null },
    texts: {
      sender: env.TWILIO_MESSAGING_SERVICE_SID ?? env.TWILIO_FROM ?? null,
      optOutScope: env.OPT_OUT_SCOPE,
      confirmedBy: env.OPT_OUT_CONFIRMED_BY,
      lines: { optOut: env.OPT_OUT_LINE, optIn: env.OPT_IN_LINE, help: env.HELP_LINE },
      debounceSeconds: env.REPLY_DEBOUNCE_SECONDS,
      capSeconds: Math.max(env.REPLY_DEBOUNCE_SECONDS, env.REPLY_DEBOUNCE_CAP_SECONDS),
    },
    ops:
      env.OPS_USER && env.OPS_PASSWORD && env.SESSION_SECRET
        ? { user: env.OPS_USER, password: env.OPS_PASSWORD, sessionSecret: env.SESSION_SECRET }
        : null,
    hours: hoursOf(env),
    defaultCountry: env.DEFAULT_COUNTRY,
    allowedCountries: env.ALLOWED_COUNTRIES,
    trustProxyHops: env.TRUST_PROXY,
    spoolDir: env.SPOOL_DIR,
    requestsPerMinute: env.RATE_LIMIT_PER_MINUTE,
    streamsPerKey: env.LIVE_STREAMS_PER_KEY,
    keepEventsMs: env.EVENTS_KEEP_DAYS * 24 * 60 * 60_000,
  }));

export type Config = z.output<typeof Config>;
