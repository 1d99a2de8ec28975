import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, logMoved, noSuchConversation } from './conversation.ts';

type Deps = { conversations: Pick<Conversations, 'holdReply'>; log: Logger; now: Now };

export const holdReply = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/hold-reply',
    tag: 'conversations',
    summary: 'Keep the agent’s answer back',
    description:
      'What is drafted is kept and not sent, what is being thought of comes too late, and the conversation rests until somebody takes it over or hands it back. Again, it changes nothing.',
    access: 'agent',
    params: byId,
    answers: answer,
    refusals: [404, 409],
  },
  ({ conversations, log, now }: Deps) =>
    async function holdReply({ params }, { caller }) {
      const { result, conversation } = await conversations.holdReply(
        params.id,
        actorOf(caller),
        now(),
      );
      if (!conversation) throw noSuchConversation();
      if (result === 'nothing_to_hold') {
        throw new AppError('conflict', 'The agent has no answer to send just now.');
      }
      if (result === 'not_ai_owned') {
        throw new AppError('conflict', 'The agent does not answer in this conversation.');
      }
      if (result === 'held') logMoved(log, conversation, { why: 'reply_held', by: caller.id });
      return ok(conversation);
    },
);
