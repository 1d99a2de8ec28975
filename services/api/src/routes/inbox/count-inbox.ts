import type { Inbox } from '@ringback/shared/db/texts/inbox.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';

type Deps = { inbox: Pick<Inbox, 'counts'>; countWarnings: () => Promise<number> };

const count = z.number().int();

export const countInbox = endpoint(
  {
    method: 'get',
    path: '/api/inbox/counts',
    tag: 'inbox',
    summary: 'How many rows each view has',
    description:
      'Counts stop at a thousand. `unread`: open conversations with texts that the caller has not read. `warnings`: health warnings of the system, at most ten seconds old.',
    access: 'viewer',
    answers: {
      200: {
        description: 'The counts',
        schema: one(
          z.object({
            needs: count,
            mine: count,
            open: count,
            live_calls: count,
            unread: count,
            warnings: count,
          }),
        ),
      },
    },
    refusals: [],
  },
  ({ inbox, countWarnings }: Deps) =>
    async function countInbox(_input, { caller }) {
      const [counts, warnings] = await Promise.all([inbox.counts(caller.id), countWarnings()]);
      return ok({ ...counts, warnings });
    },
);
