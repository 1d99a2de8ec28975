import { createCredentials } from '@ringback/shared/db/access/credentials.ts';
import { createSupabaseAuth } from '@ringback/shared/db/access/supabase-auth.ts';
import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import { checkAtSupabase, checkOwnPassword } from './check-password.ts';
import { createSignIn, type SignIn } from './sign-in.ts';

/** How people sign in by these settings; null: nobody can. */
export function signInOf({ quietDb, sessions, now }: Kernel, config: Config): SignIn | null {
  if (!sessions || !config.accounts) return null;
  const credentials = createCredentials(quietDb);
  const { supabaseKey } = config.accounts;
  const { url } = config.database;
  const checkPassword = supabaseKey
    ? checkAtSupabase(credentials, createSupabaseAuth({ url, publishableKey: supabaseKey }))
    : checkOwnPassword(credentials);
  return createSignIn({ credentials, checkPassword, sessions, now });
}
