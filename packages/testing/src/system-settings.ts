/** What every system of the tests and benches is locked with: it listens on this machine only. */
export const SECRETS = {
  publishableKey: 'sb_publishable_for_tests_only',
  secretKey: 'sb_secret_for_tests_only',
  accountSid: `AC${'a'.repeat(32)}`,
  authToken: '0123456789abcdef0123456789abcdef',
  openaiKey: 'a key of the tests for the model',
  apiKey: 'rb_test_admin_key_0123456789',
  sessionSecret: 'a session secret of enough characters',
};

/** The first admin. */
export const OPERATOR = { email: 'operator@example.com', password: 'a long password' };

/** The number that the system calls and texts from. */
export const OWN_NUMBER = '+12025550190';

/** Where the parts of one system are. A part that a test goes without has an address all the same. */
export type Places = {
  database?: string;
  redis?: string;
  /** Of the queue's keys in Redis. */
  queuePrefix?: string;
  api?: string;
  media?: string;
  /** The simulator, which plays the carrier and the model. */
  vendors?: string;
  /** A folder for what could not be written yet. */
  spool?: string;
  /** A folder for pictures of texts. */
  pictures?: string;
};

/** The settings of all services of one system, by their names in the environment. */
export function systemSettings(places: Places): Record<string, string> {
  const { vendors, queuePrefix, spool, pictures } = places;
  return {
    LOG_LEVEL: 'silent',
    SUPABASE_URL: places.database ?? 'http://database.test',
    SUPABASE_SECRET_KEY: SECRETS.secretKey,
    REDIS_URL: places.redis ?? 'redis://localhost',
    ...(queuePrefix === undefined ? {} : { QUEUE_PREFIX: queuePrefix }),
    PUBLIC_URL: places.api ?? 'http://127.0.0.1:3000',
    MEDIA_PUBLIC_URL: places.media ?? 'wss://media.example.com',
    TWILIO_ACCOUNT_SID: SECRETS.accountSid,
    TWILIO_AUTH_TOKEN: SECRETS.authToken,
    BOOTSTRAP_API_KEY: SECRETS.apiKey,
    DASHBOARD_ADMIN_EMAIL: OPERATOR.email,
    DASHBOARD_ADMIN_PASSWORD: OPERATOR.password,
    SESSION_SECRET: SECRETS.sessionSecret,
    ...(spool === undefined ? {} : { SPOOL_DIR: spool }),
    ...(pictures === undefined ? {} : { PICTURES_DIR: pictures }),
    ...(vendors === undefined ? {} : vendorSettings(vendors)),
  };
}

function vendorSettings(url: string): Record<string, string> {
  return {
    TWILIO_FROM: OWN_NUMBER,
    TWILIO_BASE_URL: url,
    OPENAI_API_KEY: SECRETS.openaiKey,
    OPENAI_BASE_URL: `${url}/v1`,
    OPENAI_REALTIME_URL: `${url.replace('http', 'ws')}/v1/realtime`,
  };
}

/** The simulator's own half of the same secrets. */
export const SIMULATOR_ACCOUNT = {
  accountSid: SECRETS.accountSid,
  authToken: SECRETS.authToken,
  openaiKey: SECRETS.openaiKey,
};
