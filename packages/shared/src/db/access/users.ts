import { z } from 'zod';
import { asJson, callFunction, type Db, dbError } from '../client.ts';
import type { Actor } from './activity.ts';
import { ROLES, type Role } from './api-keys.ts';

export type Users = ReturnType<typeof createUsers>;

/** Somebody who may come in, as people see them: never the password, nor its hash. */
export const UserRow = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  /** Null: as the browser says. */
  time_zone: z.string().nullable(),
  preferences: z.record(z.string(), z.unknown()),
  /** How many are assigned to them by this system; null: ten. */
  max_open_conversations: z.number().int().nullable(),
  phone: z.string().nullable(),
  quiet_from: z.string().nullable(),
  quiet_until: z.string().nullable(),
  created_at: z.string(),
  disabled_at: z.string().nullable(),
});
export type UserRow = z.infer<typeof UserRow>;

const COLUMNS =
  'id, email, name, role, time_zone, preferences, max_open_conversations, phone, quiet_from, quiet_until, created_at, disabled_at';

export type NewUser = { email: string; name: string; role: Role };
export type Link = { tokenHash: string; expiresAt: Date };
export type UserChange = {
  name?: string | undefined;
  role?: Role | undefined;
  disabled?: boolean | undefined;
  max_open_conversations?: number | null | undefined;
};
export type OwnChange = {
  name?: string | undefined;
  time_zone?: string | null | undefined;
  preferences?: Record<string, unknown> | undefined;
  phone?: string | null | undefined;
  quiet_from?: string | null | undefined;
  quiet_until?: string | null | undefined;
};

const Changed = z.union([
  z.object({ user: UserRow }),
  z.object({ refused: z.literal('last_admin') }),
]);

const linkOf = ({ tokenHash, expiresAt }: Link) => ({
  token_hash: tokenHash,
  expires_at: expiresAt.toISOString(),
});

export function createUsers(db: Db) {
  return {
    async list(): Promise<UserRow[]> {
      const { data, error, status } = await db
        .from('users')
        .select(COLUMNS)
        .order('name')
        .order('id')
        .limit(1_000);
      if (error) throw dbError('users.list', error, status);
      return z.array(UserRow).parse(data);
    },

    /** Whether texts to colleagues go to this number. */
    async hasPhone(phone: string): Promise<boolean> {
      const { data, error, status } = await db
        .from('users')
        .select('id')
        .eq('phone', phone)
        .limit(1);
      if (error) throw dbError('users.hasPhone', error, status);
      return data.length > 0;
    },

    /** Null where somebody has that email. Without a link another service keeps the password. */
    async invite(user: NewUser, link: Link | null, actor: Actor, now: Date) {
      const p = { ...user, ...(link ? { invitation: linkOf(link) } : {}) };
      return UserRow.nullable().parse(
        await callFunction(db, 'invite_user', {
          p: asJson(p),
          p_actor: asJson(actor),
          p_now: now.toISOString(),
        }),
      );
    },

    /** A link for a new password. Null where there is no such user, or a disabled one. */
    async reset(who: { id: string } | { email: string }, link: Link, actor: Actor, now: Date) {
      return UserRow.nullable().parse(
        await callFunction(db, 'reset_user', {
          p: asJson({ ...who, ...linkOf(link) }),
          p_actor: asJson(actor),
          p_now: now.toISOString(),
        }),
      );
    },

    /** Null where there is no such user. */
    async change(id: string, change: UserChange, actor: Actor, now: Date) {
      return Changed.nullable().parse(
        await callFunction(db, 'change_user', {
          p_id: id,
          p: asJson(change),
          p_actor: asJson(actor),
          p_now: now.toISOString(),
        }),
      );
    },

    async changeOwn(id: string, change: OwnChange, now: Date): Promise<UserRow> {
      const args = { p_id: id, p: asJson(change), p_now: now.toISOString() };
      return UserRow.parse(await callFunction(db, 'change_own_account', args));
    },

    /** Makes the user unless somebody has the email. */
    async ensure(user: NewUser & { passwordHash: string | null }, now: Date): Promise<boolean> {
      const { passwordHash, ...known } = user;
      const p = { ...known, password_hash: passwordHash };
      return z
        .boolean()
        .parse(await callFunction(db, 'ensure_user', { p: asJson(p), p_now: now.toISOString() }));
    },
  };
}
