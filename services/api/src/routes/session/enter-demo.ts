import type { Credentials } from '@ringback/shared/db/access/credentials.ts';
import type { NewUser } from '@ringback/shared/db/access/users.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { refuseForeign } from '../../access/check-write.ts';
import type { Sessions } from '../../access/sessions.ts';
import { endpoint } from '../../http/endpoint.ts';
import { email } from '../users/user.ts';
import { Entered, enter, needed } from './entered.ts';

type Deps = {
  demoPeople: readonly NewUser[] | null;
  credentials: Pick<Credentials, 'findByEmail'>;
  sessions: Sessions | null;
  publicUrl: string;
};

export const enterDemo = endpoint(
  {
    method: 'post',
    path: '/session/demo',
    tag: 'session',
    summary: 'Sign in as one of the people of the demo, without a password',
    description: 'Only where DEMO_SIGN_IN is set, as `npm start` does with the simulator.',
    access: 'anyone',
    body: z.strictObject({ email }),
    answers: { 200: { description: 'Signed in', schema: Entered } },
    refusals: [404],
  },
  ({ demoPeople, credentials, sessions, publicUrl }: Deps) =>
    async function enterDemo({ body }, { req, res }) {
      refuseForeign(req, publicUrl);
      const isOfDemo = demoPeople?.some((person) => person.email === body.email) ?? false;
      const known = isOfDemo ? await credentials.findByEmail(body.email) : null;
      if (!known) throw new AppError('not_found', 'There is no such person in a demo.');
      const opened = await needed(sessions).open({ userId: known.user.id, how: 'demo' });
      return enter(res, known.user, opened);
    },
);
