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

/** A person retries a text that failed for good, after the cause was fixed. */
export const retryMessage = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/messages/{message_id}/retry',
    tag: 'conversations',
    summary: 'Retry a text that failed',
    description:
      'For a text of a campaign, a single one or a person’s, after its cause is fixed. The retry is a text of its own that is judged like any other: hours, caps, consent, do-not-contact. A repeated request returns the same retry.',
    access: 'agent',
    params: z.object({ id: z.uuid(), message_id: z.uuid() }),
    answers: {
      202: {
        description: 'Planned',
        schema: one(z.object({ message: Message, queued: z.boolean() })),
      },
      200: {
        description: 'The retry exists already',
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
          throw new AppError('conflict', 'It is too late for this reply. Write a new one.');
        case 'overtaken':
          throw new AppError(
            'conflict',
            'The campaign has passed this step, or the lead has left it.',
          );
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
  return new AppError('not_found', 'This conversation has no such text.');
}
