import { createClient } from '@supabase/supabase-js';
import { AppError } from '../../runtime/errors.ts';
import { patience } from '../../runtime/patience.ts';

type Deps = { url: string; publishableKey: string; fetch?: typeof fetch };

const TIMEOUT_MS = 5_000;

/** Asks Supabase Auth whether a password is right; what it opens there is closed again. */
export function createSupabaseAuth({ url, publishableKey, fetch: base = fetch }: Deps) {
  const timed: typeof fetch = (input, init) =>
    base(input, { ...init, signal: patience(TIMEOUT_MS) });

  return async function isPasswordThere(email: string, password: string): Promise<boolean> {
    // A client of its own for each try: it keeps whom it has signed in.
    const { auth } = createClient(url, publishableKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      global: { fetch: timed },
    });
    const { error } = await auth.signInWithPassword({ email, password });
    if (!error) {
      await auth.signOut({ scope: 'local' });
      return true;
    }
    if (error.status === 400 || error.status === 422) return false;
    throw new AppError('provider_unavailable', 'Supabase Auth cannot be asked right now.', {
      cause: error,
      facts: { status: error.status },
    });
  };
}
