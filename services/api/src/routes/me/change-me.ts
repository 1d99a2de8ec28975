import type { Users } from '@ringback/shared/db/access/users.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { phoneText, text, timeZone } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import type { ReadPhone } from '../../lead-reading/read-phone.ts';
import { timeOfDay } from '../notifications/time-of-day.ts';
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

type Deps = { users: Pick<Users, 'changeOwn'>; readPhone: ReadPhone; now: Now };

const QuietHours = z
  .strictObject({ from: timeOfDay, until: timeOfDay })
  .refine(({ from, until }) => from !== until, 'two different times of day');

export const changeMe = endpoint(
  {
    method: 'patch',
    path: '/api/me',
    tag: 'me',
    summary: 'Change one’s own name, time zone, preferences, quiet hours and phone number',
    description:
      'During quiet hours no text or mail about leads is sent to the person, except about a live call; it is sent when they end. They are times of day in the person’s time zone. The phone number is for such texts alone. Null removes either.',
    access: 'person',
    body: z.strictObject({
      name: personName.optional(),
      time_zone: timeZone.nullish(),
      preferences: Preferences.optional(),
      quiet_hours: QuietHours.nullish(),
      phone: phoneText.nullish(),
    }),
    answers: { 200: { description: 'The person', schema: one(Me) } },
    refusals: [422],
  },
  ({ users, readPhone, now }: Deps) =>
    async function changeMe({ body }, { caller }) {
      const { user } = personOf(caller);
      const { quiet_hours: quiet, phone: spelled, ...rest } = body;
      refuseWithoutZone({ ...user, ...named(rest) }, quiet);
      const change = {
        ...rest,
        ...(quiet !== undefined && {
          quiet_from: quiet?.from ?? null,
          quiet_until: quiet?.until ?? null,
        }),
        ...(spelled !== undefined && { phone: spelled === null ? null : numberOf(spelled) }),
      };
      return ok(meOf(await users.changeOwn(user.id, change, now())));

      function numberOf(text: string): string {
        const read = readPhone(text);
        if (read.ok && read.extension === undefined) return read.e164;
        throw new AppError('undialable', 'No text can be sent to this number.', {
          faults: [
            {
              path: 'phone',
              found: read.ok ? 'extension' : read.reason,
              expected: 'a number such as +12025550101',
            },
          ],
        });
      }
    },
);

type Clock = { time_zone: string | null; quiet_from: string | null };

/** Times of day mean nothing without a time zone. */
function refuseWithoutZone(after: Clock, quiet: object | null | undefined): void {
  const staysQuiet = quiet === undefined ? after.quiet_from !== null : quiet !== null;
  if (after.time_zone !== null || !staysQuiet) return;
  throw new AppError('invalid_input', 'Quiet hours need a time zone.', {
    faults: [{ path: 'time_zone', found: 'null', expected: 'the time zone of the quiet hours' }],
  });
}

const named = <T extends object>(given: T) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
