import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, findConversation, noSuchConversation } from './conversation.ts';

type Deps = { conversations: Pick<Conversations, 'find' | 'markRead'>; now: Now };

export const markRead = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/read',
    tag: 'conversations',
    summary: 'Everything up to this seq has been read',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      seq: z.int().min(0).max(2_000_000_000).optional().openapi({
        description: 'Left out: all of it. Never goes back.',
      }),
    }),
    answers: {
      200: {
        description: 'How far it is read',
        schema: one(z.object({ last_read_seq: z.number().int() })),
      },
    },
    refusals: [404],
  },
  ({ conversations, now }: Deps) =>
    async function markRead({ params, body }) {
      const seq = body.seq ?? (await findConversation(conversations, params.id)).last_seq;
      const read = await conversations.markRead(params.id, seq, now());
      if (read === null) throw noSuchConversation();
      return ok({ last_read_seq: read });
    },
);
