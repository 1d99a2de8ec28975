import { z } from 'zod';
import type { Sessions } from '../../access/sessions.ts';
import { endpoint } from '../../http/endpoint.ts';
import { flag } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { needed } from './entered.ts';

export const signOut = endpoint(
  {
    method: 'delete',
    path: '/session',
    tag: 'session',
    summary: 'Sign out, here or everywhere; live streams end within ten seconds',
    access: 'person',
    query: z.strictObject({ everywhere: flag.optional() }),
    answers: {
      200: { description: 'Signed out', schema: one(z.object({ signed_out: z.literal(true) })) },
    },
    refusals: [404],
  },
  ({ sessions }: { sessions: Sessions | null }) =>
    async function signOut({ query }, { req, res }) {
      const cookie = await needed(sessions).close(req.headers.cookie, query.everywhere);
      res.setHeader('set-cookie', cookie);
      return ok({ signed_out: true });
    },
);
