import { z } from 'zod';

/** Settings that several services read, each described once. */
export const common = {
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SUPABASE_URL: z.url('the address of the database API'),
  SUPABASE_SECRET_KEY: z.string('the secret key of the database API').min(1),
  REDIS_URL: z.url('a redis:// or rediss:// address'),
  QUEUE_PREFIX: z
    .string()
    .regex(/^\{[a-z0-9-]+\}$/, 'a word in braces, such as {ringback}')
    .default('{ringback}'),
};

export const port = (standard: number) =>
  z.coerce.number().int().min(0).max(65_535).default(standard);

export const twilioAccount = {
  TWILIO_ACCOUNT_SID: z
    .string('the account SID: AC and 32 hexadecimal characters')
    .regex(/^AC[0-9a-f]{32}$/i, 'the account SID: AC and 32 hexadecimal characters'),
  TWILIO_AUTH_TOKEN: z.string('the primary auth token of the account').min(1),
  TWILIO_BASE_URL: z.url().default('https://api.twilio.com'),
};

/** How carriers reach the api: signatures are checked against it, webhooks are made from it. */
export const publicUrl = z
  .url('the address at which the carrier reaches the api')
  .transform((url) => url.replace(/\/+$/, ''));

/** A whole number of something, within bounds that make sense. */
export const count = (standard: number, { min = 1, max = 1_000_000 } = {}) =>
  z.coerce.number(`a whole number from ${min} to ${max}`).int().min(min).max(max).default(standard);

const wallClock = (standard: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30')
    .default(standard);

/** The operator's own calling hours, within those that the law leaves. */
export const callingHours = { CALLS_OPEN: wallClock('08:00'), CALLS_CLOSE: wallClock('21:00') };
