import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, findConversation, noSuchConversation } from './conversation.ts';

type Deps = { conversations: Pick<Conversations, 'find' | 'markRead' | 'markUnread'>; now: Now };

const readUpTo = {
  200: {
    description: 'How far you have read',
    schema: one(z.object({ last_read_seq: z.number().int() })),
  },
};

export const markRead = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/read',
    tag: 'conversations',
    summary: 'You have read everything up to this seq',
    description: 'Each person, and each key, has read for themselves.',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      seq: z.int().min(0).max(2_000_000_000).optional().openapi({
        description: 'Left out: all of it. Never goes back.',
      }),
    }),
    answers: readUpTo,
    refusals: [404],
  },
  ({ conversations, now }: Deps) =>
    async function markRead({ params, body }, { caller }) {
      const seq = body.seq ?? (await findConversation(conversations, params.id)).last_seq;
      const read = await conversations.markRead(params.id, seq, caller.id, now());
      if (read === null) throw noSuchConversation();
      return ok({ last_read_seq: read });
    },
);

export const markUnread = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/unread',
    tag: 'conversations',
    summary: 'The lead’s last words are unread again, for you',
    access: 'agent',
    params: byId,
    answers: readUpTo,
    refusals: [404],
  },
  ({ conversations, now }: Deps) =>
    async function markUnread({ params }, { caller }) {
      const read = await conversations.markUnread(params.id, caller.id, now());
      if (read === null) throw noSuchConversation();
      return ok({ last_read_seq: read });
    },
);
