import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { SENT_PICTURES } from '@ringback/shared/domain/pictures/picture-limits.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { one } from '../../http/route.ts';
import type { QueueText } from '../../queue/queue-text.ts';
import type { CheckPictures } from '../pictures/check-pictures.ts';
import {
  byId,
  Conversation,
  findConversation,
  logMoved,
  Message,
  noSuchConversation,
} from './conversation.ts';

type Deps = {
  conversations: Pick<Conversations, 'find' | 'write'>;
  checkPictures: CheckPictures;
  queueText: QueueText;
  log: Logger;
  now: Now;
  newId: () => string;
};

export const writeMessage = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/messages',
    tag: 'conversations',
    summary: 'Write to the lead; takes the conversation over in the same step',
    description:
      'The same client_message_id again is the same message. `media` names pictures that were uploaded for this conversation; with a picture there may be no words.',
    access: 'agent',
    params: byId,
    body: z
      .strictObject({
        body: text(1_600, 0),
        media: z.array(z.uuid()).max(SENT_PICTURES.most).default([]).openapi({
          description: 'Ids of uploaded pictures, in their order.',
        }),
        client_message_id: z
          .string()
          .regex(/^[\x21-\x7e]{1,100}$/, '1 to 100 visible characters')
          .openapi({ description: 'Made by the sender, for instance a UUID.' }),
      })
      .refine(({ body, media }) => body.trim() !== '' || media.length > 0, {
        path: ['body'],
        message: 'words, or a picture in media',
      }),
    answers: {
      202: {
        description: 'Written, on its way',
        schema: one(
          z.object({ message: Message, conversation: Conversation, queued: z.boolean() }),
        ),
      },
      200: {
        description: 'It was there already',
        schema: one(
          z.object({ message: Message, conversation: Conversation, queued: z.boolean() }),
        ),
      },
    },
    refusals: [404, 409, 413, 422],
  },
  ({ conversations, checkPictures, queueText, log, now, newId }: Deps) =>
    async function writeMessage({ params, body }, { caller }) {
      if (body.media.length > 0) {
        await checkPictures(await findConversation(conversations, params.id), body.media);
      }
      const written = await conversations.write(
        {
          conversation_id: params.id,
          message_id: newId(),
          client_message_id: body.client_message_id,
          body: body.body,
          media: body.media,
          actor: actorOf(caller),
        },
        now(),
      );
      switch (written.result) {
        case 'planned':
        case 'replayed': {
          const { result, message, conversation } = written;
          if (result === 'replayed' && !isSame(message, body)) {
            throw new AppError(
              'key_reused',
              'This client_message_id came with other words or pictures before.',
            );
          }
          const waits = message.delivery_status === 'pending' || message.delivery_status === 'held';
          const queued = waits ? await queueText(message.message_id, message.send_at) : true;
          if (result === 'planned')
            logMoved(log, conversation, { why: 'human_wrote', by: caller.id });
          const status = result === 'planned' ? 202 : 200;
          return { status, data: { message, conversation, queued } };
        }
        case 'suppressed':
          throw new AppError('suppressed', 'The number is on the do-not-contact list.');
        case 'no_such_conversation':
          throw noSuchConversation();
        case 'no_such_picture':
          throw new AppError(
            'conflict',
            'A picture in media was not uploaded for this conversation, or was sent already. Upload it again.',
          );
        default:
          return unreachable(written);
      }
    },
);

type Sent = { body: string | null; media: readonly { id: string }[] };

/** Whether what came again under one client_message_id is the text that was written. */
function isSame(message: Sent, { body, media }: { body: string; media: string[] }): boolean {
  return message.body === body && message.media.map(({ id }) => id).join() === media.join();
}
