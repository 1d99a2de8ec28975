import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, findConversation } from './conversation.ts';

type Deps = { conversations: Pick<Conversations, 'find'> };

export const getConversation = endpoint(
  {
    method: 'get',
    path: '/api/conversations/{id}',
    tag: 'conversations',
    summary: 'One conversation',
    access: 'viewer',
    params: byId,
    answers: answer,
    refusals: [404],
  },
  ({ conversations }: Deps) =>
    async function getConversation({ params }) {
      return ok(await findConversation(conversations, params.id));
    },
);
