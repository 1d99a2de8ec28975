import type { Users } from '@ringback/shared/db/access/users.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { text, timeZone } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { Me, meOf, personName } from '../users/user.ts';
import { personOf } from './person-of.ts';

const MOST = 50;

const switches = z
  .record(text(50), z.boolean())
  .refine((given) => Object.keys(given).length <= MOST, `at most ${MOST} entries`);

/** What is named takes the place of what was there under its name. */
const Preferences = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']).optional(),
  sounds: switches.optional(),
  notifications: switches.optional(),
  /** Single keys that are switched off, or on again. */
  keyboard: switches.optional(),
});

export const changeMe = endpoint(
  {
    method: 'patch',
    path: '/api/me',
    tag: 'me',
    summary: 'Change one’s own name, time zone and preferences',
    access: 'person',
    body: z.strictObject({
      name: personName.optional(),
      time_zone: timeZone.nullish(),
      preferences: Preferences.optional(),
    }),
    answers: { 200: { description: 'The person', schema: one(Me) } },
    refusals: [],
  },
  ({ users }: { users: Pick<Users, 'changeOwn'> }) =>
    async function changeMe({ body }, { caller }) {
      const { user } = personOf(caller);
      return ok(meOf(await users.changeOwn(user.id, body)));
    },
);
