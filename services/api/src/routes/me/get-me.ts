import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { Me, meOf } from '../users/user.ts';
import { personOf } from './person-of.ts';

export type About = { business: string; demo: boolean };

export const getMe = endpoint(
  {
    method: 'get',
    path: '/api/me',
    tag: 'me',
    summary: 'Who is signed in, and the token for what writes',
    description:
      'Requests that write by the session’s cookie carry `csrf_token` in the header `X-CSRF-Token`.',
    access: 'person',
    answers: {
      200: {
        description: 'The person',
        schema: one(
          z.object({
            user: Me,
            csrf_token: z.string(),
            business: z.string(),
            demo: z.boolean(),
          }),
        ),
      },
    },
    refusals: [],
  },
  ({ about }: { about: About }) =>
    async function getMe(_input, { caller, res }) {
      const { user, csrfToken } = personOf(caller);
      res.setHeader('cache-control', 'private, no-store');
      return ok({ user: meOf(user), csrf_token: csrfToken, ...about });
    },
);
