import type { z } from 'zod';
import { SEE_GOING_LIVE } from './going-live.ts';

/** A start that cannot succeed: every wrong setting at once. The process leaves with 78. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

type Environment = Record<string, string | undefined>;

/**
 * Reads every setting of a service. What is missing or wrong is said all at once: name, what was
 * found (never a secret's value), what is expected, an example.
 */
export function readConfig<T>(schema: z.ZodType<T>, environment: Environment): T {
  const given = Object.fromEntries(
    // `NAME=` in an env file means that nobody has set it.
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;

  const lines = result.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? '(settings)');
    const example = EXAMPLES[name];
    return [
      `  ${name}`,
      `    found:    ${redact(name, given[name])}`,
      `    expected: ${issue.message}`,
      ...(example ? [`    example:  ${name}=${example}`] : []),
    ].join('\n');
  });
  throw new ConfigError(
    `${lines.length} setting${lines.length === 1 ? ' is' : 's are'} missing or wrong:\n${lines.join('\n')}\nSettings are described in .env.example. ${SEE_GOING_LIVE}`,
  );
}

const SECRET = /KEY|TOKEN|SECRET|PASSWORD|DATABASE_URL|REDIS_URL|SMTP_URL/;

function redact(name: string, value: string | undefined): string {
  if (value === undefined) return 'nothing';
  return SECRET.test(name) ? `a value of ${value.length} characters (hidden)` : `"${value}"`;
}

const EXAMPLES: Record<string, string> = {
  SUPABASE_URL: 'https://yourproject.supabase.co',
  SUPABASE_SECRET_KEY: 'sb_secret_…',
  REDIS_URL: 'redis://127.0.0.1:6379',
  PUBLIC_URL: 'https://ringback.example.com',
  MEDIA_PUBLIC_URL: 'wss://media.example.com',
  TWILIO_ACCOUNT_SID: 'AC0123456789abcdef0123456789abcdef',
  TWILIO_AUTH_TOKEN: '32 hexadecimal characters from the Twilio console',
  TWILIO_FROM: '+12025550100',
  OPENAI_API_KEY: 'sk-…',
  OPENAI_REALTIME_URL: 'wss://api.openai.com/v1/realtime',
  SESSION_SECRET: 'at least 32 random characters',
  DASHBOARD_ADMIN_EMAIL: 'dana@example.com',
  DASHBOARD_ADMIN_PASSWORD: 'at least 12 characters',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_…',
  SMTP_URL: 'smtps://user:password@mail.example.com',
  MAIL_FROM: 'Ringback <ringback@example.com>',
  PORT: '3000',
};
