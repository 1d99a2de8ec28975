import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, noSuchConversation } from './conversation.ts';

type Deps = { conversations: Pick<Conversations, 'assign'>; now: Now };

export const assignConversation = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/assign',
    tag: 'conversations',
    summary: 'Whose conversation it is',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      user_id: z.uuid().nullable().openapi({ description: 'Null: nobody’s.' }),
    }),
    answers: answer,
    refusals: [404, 409],
  },
  ({ conversations, now }: Deps) =>
    async function assignConversation({ params, body }, { caller }) {
      const assigned = await conversations.assign(params.id, body.user_id, actorOf(caller), now());
      if (assigned.result === 'no_such_user') {
        throw new AppError('conflict', 'Nobody who may answer has this id.');
      }
      if (!assigned.conversation) throw noSuchConversation();
      return ok(assigned.conversation);
    },
);
