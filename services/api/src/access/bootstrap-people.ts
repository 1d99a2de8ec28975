import { createUsers, type NewUser } from '@ringback/shared/db/access/users.ts';
import type { Db } from '@ringback/shared/db/client.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { hashPassword } from '@ringback/shared/runtime/password.ts';
import type { Config } from '../config.ts';
import { retryWrite } from '../outage/retry-write.ts';
import { DEMO_PEOPLE } from './demo-people.ts';

type Deps = { db: Db; accounts: Config['accounts']; log: Logger; now: Now };
type Person = NewUser & { password: string | null };

/** Makes the people of the settings, unless they are there. */
export function bootstrapPeople({ db, accounts, log, now }: Deps) {
  const users = createUsers(db);
  return retryWrite({
    async write() {
      const there = new Set((await users.list()).map(({ email }) => email));
      for (const { password, ...person } of peopleOf(accounts)) {
        if (there.has(person.email)) continue;
        const passwordHash = password === null ? null : await hashPassword(password);
        await users.ensure({ ...person, passwordHash }, now());
      }
    },
    failed: 'the first people are not in the database yet',
    log,
  });
}

/** One of the demo may be the admin of the settings too, and has the password then. */
export function peopleOf(accounts: Config['accounts']): Person[] {
  const { admin = null, demo = false } = accounts ?? {};
  const people = (demo ? DEMO_PEOPLE : []).map((person) => ({
    ...person,
    password: person.email === admin?.email ? admin.password : null,
  }));
  if (!admin || people.some(({ email }) => email === admin.email)) return people;
  return [{ ...admin, name: nameOf(admin.email), role: 'admin' }, ...people];
}

/** `dana.whitfield@example.com` is Dana Whitfield until she says otherwise. */
const nameOf = (email: string) =>
  (email.split('@')[0] ?? email)
    .split(/[._-]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
