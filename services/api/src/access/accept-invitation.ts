import type { Credentials } from '@ringback/shared/db/access/credentials.ts';
import { hashKey } from '@ringback/shared/runtime/api-key.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { hashPassword } from '@ringback/shared/runtime/password.ts';
import type { Sessions } from './sessions.ts';

type Deps = {
  credentials: Pick<Credentials, 'acceptInvitation' | 'findInvitation'>;
  sessions: Pick<Sessions, 'open'>;
  now: Now;
};

export type AcceptInvitation = ReturnType<typeof createAcceptInvitation>;

/** Sets the password of whom a link is for, and signs them in. Null for a link that works no more. */
export function createAcceptInvitation({ credentials, sessions, now }: Deps) {
  return async function acceptInvitation(
    token: string,
    { name, password }: { name?: string | undefined; password: string },
  ) {
    const tokenHash = hashKey(token);
    // A hash costs memory and time: nobody gets one made with a token that is made up.
    if (!(await credentials.findInvitation(tokenHash, now()))) return null;
    const passwordHash = await hashPassword(password);
    const user = await credentials.acceptInvitation({ tokenHash, passwordHash, name }, now());
    if (!user) return null;
    return { user, opened: await sessions.open({ userId: user.id, how: 'link' }) };
  };
}
