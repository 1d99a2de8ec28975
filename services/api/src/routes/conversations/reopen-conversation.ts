import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, logMoved, noSuchConversation } from './conversation.ts';

type Deps = { conversations: Pick<Conversations, 'reopen'>; log: Logger; now: Now };

export const reopenConversation = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/reopen',
    tag: 'conversations',
    summary: 'Take back that it was ended',
    description:
      'It is yours then, and what it had come to is for its next end to say. Campaigns that ended with it stay ended. Not after an opt-out.',
    access: 'agent',
    params: byId,
    answers: answer,
    refusals: [404, 409],
  },
  ({ conversations, log, now }: Deps) =>
    async function reopenConversation({ params }, { caller }) {
      const { result, conversation } = await conversations.reopen(
        params.id,
        actorOf(caller),
        now(),
      );
      if (!conversation) throw noSuchConversation();
      if (result === 'opted_out') {
        throw new AppError('suppressed', 'The number is on the do-not-contact list.');
      }
      if (result === 'another_is_open') {
        throw new AppError('conflict', 'A newer conversation with this number is open.');
      }
      if (result === 'reopened') {
        logMoved(log, conversation, { why: 'reopened', by: caller.id });
      }
      return ok(conversation);
    },
);
