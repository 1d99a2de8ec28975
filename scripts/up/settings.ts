import type { Keys } from '@ringback/embedded/keys.ts';

type Ports = { api: number; gateway: number; simulator: number };

type World = {
  keys: Keys;
  ports: Ports;
  databaseUrl: string;
  redisUrl: string;
  providers: 'simulator' | 'none';
};

type Environment = Record<string, string | undefined>;

/** Twilio's own test number: no telephone anywhere has it. */
const FROM = '+15005550006';

/** With the simulator nothing of a vendor may leak in: a real key would make a real call. */
const VENDORS = /^(TWILIO|OPENAI|RETELL|ELEVENLABS)_/;

/** What every service is started with; what the user has set for limits and hours stays. */
export function serviceSettings(world: World, from: Environment): Environment {
  const { keys, ports, databaseUrl, redisUrl, providers } = world;
  const kept = Object.entries(from).filter(
    ([name]) => name !== 'PORT' && !(providers === 'simulator' && VENDORS.test(name)),
  );
  return {
    LOG_LEVEL: 'info',
    // For this machine alone, unless somebody wants it otherwise.
    LISTEN_HOST: '127.0.0.1',
    // Ctrl-C should not have to wait for a long talk between simulated people.
    MEDIA_DRAIN_SECONDS: '5',
    // Signatures are made over these addresses, so the carrier must use the very same ones.
    PUBLIC_URL: `http://127.0.0.1:${ports.api}`,
    MEDIA_PUBLIC_URL: `ws://127.0.0.1:${ports.gateway}`,
    // Three people whom the sign-in page lets in with one click.
    ...(providers === 'simulator' ? { DEMO_SIGN_IN: 'true' } : {}),
    ...Object.fromEntries(kept),
    ...(providers === 'simulator' ? simulated(keys, ports) : {}),
    REDIS_URL: redisUrl,
    SUPABASE_URL: databaseUrl,
    SUPABASE_SECRET_KEY: keys.supabaseSecretKey,
    SUPABASE_PUBLISHABLE_KEY: keys.supabasePublishableKey,
    BOOTSTRAP_API_KEY: keys.apiKey,
    DASHBOARD_ADMIN_EMAIL: keys.dashboardUser,
    DASHBOARD_ADMIN_PASSWORD: keys.dashboardPassword,
    SESSION_SECRET: keys.sessionSecret,
  };
}

function simulated(keys: Keys, ports: Ports): Environment {
  return {
    PUBLIC_URL: `http://127.0.0.1:${ports.api}`,
    MEDIA_PUBLIC_URL: `ws://127.0.0.1:${ports.gateway}`,
    TWILIO_ACCOUNT_SID: keys.twilioAccountSid,
    TWILIO_AUTH_TOKEN: keys.twilioAuthToken,
    TWILIO_FROM: FROM,
    TWILIO_CALLS_PER_SECOND: '10',
    TWILIO_BASE_URL: `http://127.0.0.1:${ports.simulator}`,
    RETELL_API_KEY: keys.retellKey,
    RETELL_AGENT_ID: 'agent_of_the_simulator',
    OPENAI_API_KEY: keys.openaiKey,
    OPENAI_BASE_URL: `http://127.0.0.1:${ports.simulator}/v1`,
    OPENAI_REALTIME_URL: `ws://127.0.0.1:${ports.simulator}/v1/realtime`,
  };
}

/** The simulator knows the same accounts from the other side, and nothing else of ours. */
export function simulatorSettings(
  keys: Keys,
  ports: Pick<Ports, 'api' | 'simulator'>,
  from: Environment,
): Environment {
  const own = Object.entries(from).filter(([name]) => /^(PATH|HOME|TZ|LOG_LEVEL|SIM_)/.test(name));
  return {
    ...Object.fromEntries(own),
    SIM_PORT: String(ports.simulator),
    SIM_ACCOUNT_SID: keys.twilioAccountSid,
    SIM_AUTH_TOKEN: keys.twilioAuthToken,
    SIM_OPENAI_KEY: keys.openaiKey,
    SIM_RETELL_KEY: keys.retellKey,
    SIM_NUMBERS: FROM,
    // Where a text to our number goes, as it would be set at the carrier.
    SIM_SMS_URL: `http://127.0.0.1:${ports.api}/webhooks/twilio/sms`,
  };
}
