import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, findConversation, noSuchConversation } from './conversation.ts';

type Deps = { conversations: Pick<Conversations, 'find' | 'assign'>; now: Now };

export const assignConversation = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/assign',
    tag: 'conversations',
    summary: 'Whose conversation it is',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      assigned_to: text(200).nullable().openapi({ description: 'Null: nobody’s.' }),
    }),
    answers: answer,
    refusals: [404],
  },
  ({ conversations, now }: Deps) =>
    async function assignConversation({ params, body }) {
      if (!(await conversations.assign(params.id, body.assigned_to, now())))
        throw noSuchConversation();
      return ok(await findConversation(conversations, params.id));
    },
);
