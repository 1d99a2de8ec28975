import type { NewUser } from '@ringback/shared/db/access/users.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { role } from '../users/user.ts';

type Deps = { business: string; demoPeople: readonly NewUser[] | null };

export const signInOptions = endpoint(
  {
    method: 'get',
    path: '/session/options',
    tag: 'session',
    summary: 'What the sign-in page shows before anybody has signed in',
    access: 'anyone',
    answers: {
      200: {
        description: 'The name of the business, and the people of the demo',
        schema: one(
          z.object({
            business: z.string(),
            demo: z.array(z.object({ email: z.string(), name: z.string(), role })).nullable(),
          }),
        ),
      },
    },
    refusals: [],
  },
  ({ business, demoPeople }: Deps) =>
    async function signInOptions() {
      return ok({ business, demo: demoPeople });
    },
);
