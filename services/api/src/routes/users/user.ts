import '../../http/zod-openapi.ts';
import { ROLES } from '@ringback/shared/db/access/api-keys.ts';
import { UserRow as Row, type UserRow } from '@ringback/shared/db/access/users.ts';
import { z } from 'zod';
import { text } from '../../http/fields.ts';
import type { Caller } from '../../http/route.ts';

/** A person as they see themselves. */
export const Me = Row.pick({
  id: true,
  name: true,
  email: true,
  role: true,
  time_zone: true,
  preferences: true,
  max_open_conversations: true,
  phone: true,
})
  .extend({ quiet_hours: z.object({ from: z.string(), until: z.string() }).nullable() })
  .openapi('Me');

export const meOf = ({
  quiet_from: from,
  quiet_until: until,
  ...user
}: UserRow): z.infer<typeof Me> =>
  Me.parse({ ...user, quiet_hours: from && until ? { from, until } : null });

/** A person as colleagues see them; the email is for admins. */
export const User = Row.pick({
  id: true,
  name: true,
  role: true,
  created_at: true,
  disabled_at: true,
  max_open_conversations: true,
})
  .extend({ email: z.string().nullable() })
  .openapi('User');

export const userOf = (user: UserRow, role: Caller['role']): z.infer<typeof User> =>
  User.parse({ ...user, email: role === 'admin' ? user.email : null });

export const email = z.email('an email address').max(200).toLowerCase();
export const personName = text(100);
export const role = z.enum(ROLES);
export const newPassword = text(200, 12).openapi({
  description: 'At least 12 characters.',
  format: 'password',
});
