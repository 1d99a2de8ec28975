import { makeLink } from '@ringback/api/routes/users/make-link.ts';
import type { Users } from '@ringback/shared/db/access/users.ts';
import type { Order } from './read-order.ts';

type Deps = {
  users: Pick<Users, 'invite' | 'reset'>;
  newToken: () => string;
  publicUrl: string;
  /** Else Supabase Auth keeps them, and there is no link to set one. */
  hasOwnPasswords: boolean;
  now: () => Date;
};

const BY = { kind: 'command', name: 'npm run user' } as const;

/** Makes the link and says it; throws where there is nobody to make it for, or somebody already. */
export async function carryOut(order: Order, deps: Deps): Promise<string> {
  const { users, hasOwnPasswords, now } = deps;
  const link = makeLink(deps);
  const said = `${link.url}\nThe link works once, for a week.`;
  if (order.act === 'invite') {
    const { email, name, role } = order;
    const stored = hasOwnPasswords ? link.stored : null;
    if (await users.invite({ email, name, role }, stored, BY, now())) {
      return hasOwnPasswords ? said : `${email} signs in with the password at Supabase Auth.`;
    }
    throw new Error(`Somebody has ${email} already: npm run user -- reset ${email}`);
  }
  if (!hasOwnPasswords) throw new Error('Supabase Auth keeps the passwords: reset it there.');
  if (await users.reset({ email: order.email }, link.stored, BY, now())) return said;
  throw new Error(`Nobody has ${order.email}, or they are disabled.`);
}
