import { z } from 'zod';

/** Settings that several services read, each described once. */
export const common = {
  /** Left out, every address of the machine: in a container that is its own. */
  LISTEN_HOST: z
    .string()
    .default('')
    .transform((host) => (host === '' ? undefined : host)),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  SUPABASE_URL: z.url('the address of the database API'),
  SUPABASE_SECRET_KEY: z.string('the secret key of the database API').min(1),
  REDIS_URL: z.url('a redis:// or rediss:// address'),
  QUEUE_PREFIX: z
    .string()
    .regex(/^\{[a-z0-9-]+\}$/, 'a word in braces, such as {ringback}')
    .default('{ringback}'),
};

/** The type of a group of settings after it was read. */
type Read<Group extends Record<string, z.ZodType>> = {
  [Name in keyof Group]: z.output<Group[Name]>;
};

/** The settings of every service, under their names in code. */
export const standsOn = (env: Read<typeof common> & { PORT: number }) => ({
  logLevel: env.LOG_LEVEL,
  port: env.PORT,
  host: env.LISTEN_HOST,
  database: { url: env.SUPABASE_URL, secretKey: env.SUPABASE_SECRET_KEY },
  redisUrl: env.REDIS_URL,
  queuePrefix: env.QUEUE_PREFIX,
});

export const port = (standard: number) =>
  z.coerce.number().int().min(0).max(65_535).default(standard);

export const twilioAccount = {
  TWILIO_ACCOUNT_SID: z
    .string('the account SID: AC and 32 hexadecimal characters')
    .regex(/^AC[0-9a-f]{32}$/i, 'the account SID: AC and 32 hexadecimal characters'),
  TWILIO_AUTH_TOKEN: z.string('the primary auth token of the account').min(1),
  TWILIO_BASE_URL: z.url().default('https://api.twilio.com'),
};

/** The provider of the numbers in these settings: the name that rows keep. */
export const OUR_CARRIER = 'twilio';
/** The provider whose voice holds the calls of these settings: again as rows name it. */
export const OUR_VOICE = 'openai';

export const accountOf = (env: Read<typeof twilioAccount>) => ({
  accountSid: env.TWILIO_ACCOUNT_SID,
  authToken: env.TWILIO_AUTH_TOKEN,
  baseUrl: env.TWILIO_BASE_URL,
});

export const languageModel = {
  OPENAI_API_KEY: z.string('the key of the language model').min(1),
  OPENAI_BASE_URL: z
    .url('the address of the language model, with its version')
    .default('https://api.openai.com/v1'),
  OPENAI_MODEL: z.string().min(1).default('gpt-5.4-mini'),
};

export const modelOf = (env: Read<typeof languageModel>) => ({
  apiKey: env.OPENAI_API_KEY,
  baseUrl: env.OPENAI_BASE_URL.replace(/\/+$/, ''),
  model: env.OPENAI_MODEL,
});

/** Where messages to the operator's own programs may go. */
export const outgoingWebhooks = { WEBHOOK_ALLOW_PRIVATE: z.stringbool().default(false) };

export const webhookTargets = (env: Read<typeof outgoingWebhooks>) => ({
  allowPrivate: env.WEBHOOK_ALLOW_PRIVATE,
});

const IN_STORAGE = 'storage';
/** The folder of pictures of texts; `storage`: a bucket at SUPABASE_URL. */
export const keptPictures = { PICTURES_DIR: z.string().min(1).default(IN_STORAGE) };

export const blobsOf = (env: Read<typeof common> & Read<typeof keptPictures>) => ({
  folder: env.PICTURES_DIR === IN_STORAGE ? null : env.PICTURES_DIR,
  database: { url: env.SUPABASE_URL, secretKey: env.SUPABASE_SECRET_KEY },
});

const DAY_MS = 24 * 60 * 60_000;
/** A shorter retention would delete rows that two-week reports still read. */
const SHORTEST_DAYS = 15;

/** How many days something is kept; 0 is for ever. */
export const keptDays = (standard: number) =>
  count(standard, { min: 0, max: 36_500 }).refine((days) => days === 0 || days >= SHORTEST_DAYS, {
    error: `at least ${SHORTEST_DAYS} days, or 0 for ever`,
  });
export const keptMs = (days: number) => (days === 0 ? null : days * DAY_MS);

/** How carriers reach the api: signatures are checked against it, webhooks are made from it. */
export const publicUrl = z
  .url('the address at which the carrier reaches the api')
  .transform((url) => url.replace(/\/+$/, ''));

/** A whole number of something, within sensible bounds. */
export const count = (standard: number, { min = 1, max = 1_000_000 } = {}) =>
  z.coerce.number(`a whole number from ${min} to ${max}`).int().min(min).max(max).default(standard);

const wallClock = (standard: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 08:30')
    .default(standard);

/** The operator's own calling hours, within those that the law allows. */
export const callingHours = { CALLS_OPEN: wallClock('08:00'), CALLS_CLOSE: wallClock('21:00') };

export const openBeforeClose = (env: Read<typeof callingHours>) => env.CALLS_OPEN < env.CALLS_CLOSE;

export const hoursOf = (env: Read<typeof callingHours>) => ({
  opens: env.CALLS_OPEN,
  closes: env.CALLS_CLOSE,
});
