/** Monday, and the evening before: the first leads come at night. */
export const START = new Date('2026-11-16T02:00:00.000Z');
export const SENDER = '+12025550190';
export const AUTH_TOKEN = 'a token';
export const ADMIN_KEY = 'rb_key_of_whoever_owns_a_fortnight';

const ACCOUNT = `AC${'f'.repeat(32)}`;
const SECRET_KEY = 'sb_secret_of_a_fortnight';
const OPENAI_KEY = 'a key';

export const secrets = {
  publishableKey: 'sb_publishable_of_a_fortnight',
  secretKey: SECRET_KEY,
  accountSid: ACCOUNT,
  authToken: AUTH_TOKEN,
  openaiKey: OPENAI_KEY,
};

/** What every service reads: one environment, as in production. */
export function environmentOf({ vendors, api }: { vendors: string; api: string }) {
  return {
    LOG_LEVEL: 'silent',
    SUPABASE_URL: 'http://localhost',
    SUPABASE_SECRET_KEY: SECRET_KEY,
    REDIS_URL: 'redis://localhost',
    PUBLIC_URL: api,
    MEDIA_PUBLIC_URL: 'wss://media.example.com',
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    TWILIO_BASE_URL: vendors,
    TWILIO_FROM: SENDER,
    OPENAI_API_KEY: OPENAI_KEY,
    OPENAI_BASE_URL: `${vendors}/v1`,
    BOOTSTRAP_API_KEY: ADMIN_KEY,
    REPLY_DEBOUNCE_CAP_SECONDS: '8',
    // Short, so that conversations end while there is time left to open them again.
    NO_RESPONSE_DAYS: '2.5',
  };
}
