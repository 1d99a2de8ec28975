import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { SENT_PICTURES } from '@ringback/shared/domain/pictures/picture-limits.ts';
import type { CarrierMediaOf } from '@ringback/shared/providers/sms/media.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { byId, findConversation } from '../conversations/conversation.ts';
import { sendFault } from './check-pictures.ts';

type Deps = { conversations: Pick<Conversations, 'find'>; carrierMediaOf: CarrierMediaOf };

export const canSendPictures = endpoint(
  {
    method: 'get',
    path: '/api/conversations/{id}/pictures',
    tag: 'pictures',
    summary: 'Whether pictures can be sent in a conversation, and which',
    access: 'viewer',
    params: byId,
    answers: {
      200: {
        description: 'What the carrier takes',
        schema: one(
          z.object({
            can_send: z.boolean(),
            why_not: z.string().nullable(),
            most: z.number().int(),
            most_bytes: z.number().int().openapi({ description: 'Of one text, in all.' }),
            types: z.array(z.string()),
          }),
        ),
      },
    },
    refusals: [404],
  },
  ({ conversations, carrierMediaOf }: Deps) =>
    async function canSendPictures({ params }) {
      const fault = sendFault(carrierMediaOf, await findConversation(conversations, params.id));
      return ok({
        can_send: fault === null,
        why_not: fault,
        most: SENT_PICTURES.most,
        most_bytes: SENT_PICTURES.mostBytes,
        types: SENT_PICTURES.types,
      });
    },
);
