import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { one } from '../../http/route.ts';
import type { QueueText } from '../../queue/queue-text.ts';
import { Message } from './conversation.ts';

type Deps = {
  messages: Pick<Messages, 'find' | 'retry'>;
  queueText: QueueText;
  log: Logger;
  now: Now;
};

/** A text that failed for good, once more, by a person who has mended the cause. */
export const retryMessage = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/messages/{message_id}/retry',
    tag: 'conversations',
    summary: 'Try a text that failed once more',
    description:
      'For a text of a campaign, a single one or a person’s, after its cause is mended. It becomes a text of its own that is judged like any other: hours, caps, consent, do-not-contact. Again, it is the same try.',
    access: 'agent',
    params: z.object({ id: z.uuid(), message_id: z.uuid() }),
    answers: {
      202: {
        description: 'Planned',
        schema: one(z.object({ message: Message, queued: z.boolean() })),
      },
      200: {
        description: 'It is tried again already, or was',
        schema: one(z.object({ message: Message, queued: z.boolean() })),
      },
    },
    refusals: [404, 409],
  },
  ({ messages, queueText, log, now }: Deps) =>
    async function retryMessage({ params }, { caller }) {
      const known = await messages.find(params.message_id);
      if (known?.conversation_id !== params.id) throw missing();
      const { result, message } = await messages.retry(params.message_id, now());
      switch (result) {
        case 'planned':
        case 'already': {
          if (!message) throw missing();
          const waits = message.delivery_status === 'pending' || message.delivery_status === 'held';
          const queued = waits ? await queueText(message.message_id, message.send_at) : true;
          const facts = { messageId: params.message_id, retryId: message.message_id };
          if (result === 'planned') log.info({ ...facts, by: caller.id }, 'text tried once more');
          return { status: result === 'planned' ? 202 : 200, data: { message, queued } };
        }
        case 'not_failed':
          throw new AppError('conflict', 'This text has not failed.');
        case 'answer':
          throw new AppError('conflict', 'The time of this answer has passed. Write a new one.');
        case 'overtaken':
          throw new AppError('conflict', 'The campaign has left this step behind, or this lead.');
        case 'suppressed':
          throw new AppError('suppressed', 'The number is on the do-not-contact list.');
        case 'no_such_message':
          throw missing();
        default:
          return unreachable(result);
      }
    },
);

function missing(): AppError {
  return new AppError('not_found', 'There is no such text in this conversation.');
}
