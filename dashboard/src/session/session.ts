import { request, setCsrfToken } from '../api/client.ts';

export type Role = 'admin' | 'agent' | 'viewer';

export type User = {
  id: string;
  name: string;
  email: string;
  role: Role;
  time_zone: string | null;
  preferences: Record<string, unknown>;
  /** For texts of this system to them. */
  phone: string | null;
  /** Times of day in their time zone in which they get no text or mail. */
  quiet_hours: { from: string; until: string } | null;
};

/** Who is signed in, and for whom they work. */
export type Me = { user: User; csrf_token: string; business: string; demo: boolean };

/** What the page of signing in offers. */
export type SignInOptions = {
  business: string;
  /** In the demo: people to sign in as, one for each role. */
  demo: { email: string; name: string; role: Role }[] | null;
};

const RANK: readonly Role[] = ['viewer', 'agent', 'admin'];

export const mayAct = (user: Pick<User, 'role'>, needed: Role): boolean =>
  RANK.indexOf(user.role) >= RANK.indexOf(needed);

export async function readMe(): Promise<Me> {
  return remember(await request<Me>('GET', '/api/me'));
}

export async function signIn(email: string, password: string): Promise<Me> {
  await request('POST', '/session', { email, password });
  return readMe();
}

export async function signInToDemo(email: string): Promise<Me> {
  await request('POST', '/session/demo', { email });
  return readMe();
}

export async function signOut(): Promise<void> {
  await request('DELETE', '/session');
  setCsrfToken(null);
}

export const readOptions = (): Promise<SignInOptions> => request('GET', '/session/options');

function remember(me: Me): Me {
  setCsrfToken(me.csrf_token);
  return me;
}
