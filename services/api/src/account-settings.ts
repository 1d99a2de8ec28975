import {
  businessName,
  mailOf,
  mailServer,
} from '@ringback/shared/runtime/notification-settings.ts';
import { z } from 'zod';

/** How people come in: settings of their own, since they depend on each other. */
export const accountSettings = {
  SESSION_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  DASHBOARD_ADMIN_EMAIL: z.email('an email address').toLowerCase().optional(),
  DASHBOARD_ADMIN_PASSWORD: z.string().min(12, 'at least 12 characters').max(200).optional(),
  ...businessName,
  DEMO_SIGN_IN: z.stringbool().default(false),
  AUTH_PROVIDER: z.enum(['local', 'supabase']).default('local'),
  SUPABASE_PUBLISHABLE_KEY: z.string().min(1).optional(),
  ...mailServer,
};

type Names = keyof typeof accountSettings;
type Given = { [Name in Names]?: unknown };
type Read = z.output<z.ZodObject<typeof accountSettings>>;

/** Also when other settings are wrong: one start tells everything. */
const always = () => true;

/** What is missing beside what is set. */
const NEEDED: [Names, (env: Given) => boolean, string][] = [
  [
    'SESSION_SECRET',
    (env) => env.DASHBOARD_ADMIN_EMAIL !== undefined || env.DASHBOARD_ADMIN_PASSWORD !== undefined,
    'a value: nobody can sign in without it',
  ],
  [
    'DASHBOARD_ADMIN_EMAIL',
    (env) => env.DASHBOARD_ADMIN_PASSWORD !== undefined,
    'a value: it goes with DASHBOARD_ADMIN_PASSWORD',
  ],
  [
    'DASHBOARD_ADMIN_PASSWORD',
    (env) => env.DASHBOARD_ADMIN_EMAIL !== undefined && env.AUTH_PROVIDER !== 'supabase',
    'a value: it goes with DASHBOARD_ADMIN_EMAIL',
  ],
  [
    'SUPABASE_PUBLISHABLE_KEY',
    (env) => env.AUTH_PROVIDER === 'supabase',
    'a value: Supabase Auth is asked with it',
  ],
  ['MAIL_FROM', (env) => env.SMTP_URL !== undefined, 'a value: it goes with SMTP_URL'],
];

/** A check for each setting that others make necessary. */
export const accountChecks = NEEDED.map(([name, isNeeded, message]) =>
  z.refine<Given>((env) => env[name] !== undefined || !isNeeded(env), {
    path: [name],
    message,
    when: always,
  }),
);

export const accountsOf = (env: Read) => ({
  businessName: env.BUSINESS_NAME,
  /** Null: nobody can sign in. */
  accounts: env.SESSION_SECRET
    ? {
        sessionSecret: env.SESSION_SECRET,
        admin: env.DASHBOARD_ADMIN_EMAIL
          ? { email: env.DASHBOARD_ADMIN_EMAIL, password: env.DASHBOARD_ADMIN_PASSWORD ?? null }
          : null,
        demo: env.DEMO_SIGN_IN,
        /** Who checks passwords: null is us; else Supabase Auth, asked with this key. */
        supabaseKey:
          env.AUTH_PROVIDER === 'supabase' ? (env.SUPABASE_PUBLISHABLE_KEY ?? null) : null,
      }
    : null,
  mail: mailOf(env),
});
