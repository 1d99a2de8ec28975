import { EnrollmentRow } from '@ringback/shared/db/text-rows.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { moment, pageSize } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';
import { byId, Conversation, Message, noSuchConversation } from './conversation.ts';

type Deps = { conversations: Pick<Conversations, 'page'> };

const seq = z
  .string()
  .regex(/^\d{1,9}$/, 'a sequence number, or a timestamp')
  .transform(Number);
/** A sequence number, or a timestamp. */
const place = z.union([seq, moment]).openapi({
  type: 'string',
  description: 'A seq, or a timestamp such as 2026-11-20T17:00:00Z.',
});

export const readMessages = endpoint(
  {
    method: 'get',
    path: '/api/conversations/{id}/messages',
    tag: 'conversations',
    summary: 'The texts of a conversation, in order of seq',
    description:
      'The newest; `before`: the newest before that seq or time; `after`: the oldest after it. Messages keep their `message_id` and `seq`; there are no gaps.',
    access: 'viewer',
    params: byId,
    query: z
      .strictObject({ limit: pageSize, before: place.optional(), after: place.optional() })
      .refine(({ before, after }) => before === undefined || after === undefined, {
        path: ['after'],
        message: 'before or after, not both',
        params: { found: 'before and after' },
      }),
    answers: {
      200: {
        description: 'One page',
        schema: one(
          z.object({
            conversation: Conversation,
            messages: z.array(Message),
            planned: z.array(Message).openapi({
              description: 'Texts that wait to be sent and have no seq yet.',
            }),
            enrollment: EnrollmentRow.extend({ steps: z.number().int() }).nullable(),
            older: z.number().int().nullable().openapi({
              description: 'The `before` of the previous page; null at the beginning.',
            }),
            newer: z.number().int().nullable().openapi({
              description: 'The `after` of the next page; null at the end.',
            }),
          }),
        ),
      },
    },
    refusals: [404],
  },
  ({ conversations }: Deps) =>
    async function readMessages({ params, query: { limit, before, after } }) {
      const found = await conversations.page(params.id, {
        limit,
        ...(before === undefined ? {} : placed('before', before)),
        ...(after === undefined ? {} : placed('after', after)),
      });
      if (!found) throw noSuchConversation();
      const first = found.messages.at(0)?.seq ?? 1;
      const last = found.messages.at(-1)?.seq ?? found.conversation.last_seq;
      return ok({
        ...found,
        // Sequence numbers have no gaps: the first and the last one show whether more exist.
        older: first > 1 ? first : null,
        newer: last < found.conversation.last_seq ? last : null,
      });
    },
);

/** Digits are a sequence number, all else is a time. */
const placed = (side: 'before' | 'after', place: number | string) => ({
  [typeof place === 'number' ? `${side}_seq` : `${side}_at`]: place,
});
