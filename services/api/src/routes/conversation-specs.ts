import { LeadRow } from '@ringback/shared/db/rows.ts';
import { ConversationRow, EnrollmentRow, MessageRow } from '@ringback/shared/db/text-rows.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { z } from 'zod';
import { flag, moment, numericId, pageSize, text } from '../http/fields.ts';
import { many, one, spec } from '../http/route.ts';

const Conversation = ConversationRow.extend({}).openapi('Conversation');
const Message = MessageRow.extend({}).openapi('Message');
const byId = z.object({ id: z.uuid() });
const seq = z
  .string()
  .regex(/^\d{1,9}$/, 'a place in the conversation, or a moment')
  .transform(Number);
/** A place in a conversation, or a moment. */
const place = z.union([seq, moment]).openapi({
  type: 'string',
  description: 'A seq, or a moment such as 2026-11-20T17:00:00Z.',
});

const answer = { 200: { description: 'The conversation', schema: one(Conversation) } };
const act = (verb: 'takeover' | 'handback', summary: string, description: string) =>
  spec({
    method: 'post',
    path: `/api/conversations/{id}/${verb}`,
    tag: 'conversations',
    summary,
    description,
    access: 'agent',
    params: byId,
    answers: answer,
    refusals: [404, 409],
  });

export const conversationSpecs = {
  list: spec({
    method: 'get',
    path: '/api/conversations',
    tag: 'conversations',
    summary: 'Conversations, latest activity first',
    access: 'viewer',
    query: z.strictObject({
      limit: pageSize,
      cursor: text(300).optional(),
      owner: ConversationRow.shape.owner.optional(),
      open: flag.optional(),
      unread: flag.optional(),
      assigned_to: text(200).optional(),
      lead_id: numericId.optional(),
      campaign_id: z.uuid().optional(),
      conversion_status: z.enum(OUTCOMES).optional(),
      q: text(100).optional().openapi({ description: 'Part of a name or number.' }),
    }),
    answers: {
      200: {
        description: 'One page',
        schema: many(
          ConversationRow.extend({
            unread: z.number().int(),
            lead: LeadRow.nullable(),
            last_message: MessageRow.nullable(),
          }).openapi('ListedConversation'),
        ),
      },
    },
    refusals: [],
  }),
  get: spec({
    method: 'get',
    path: '/api/conversations/{id}',
    tag: 'conversations',
    summary: 'One conversation',
    access: 'viewer',
    params: byId,
    answers: answer,
    refusals: [404],
  }),
  messages: spec({
    method: 'get',
    path: '/api/conversations/{id}/messages',
    tag: 'conversations',
    summary: 'What was said, in order of seq',
    description:
      'The newest; `before`: the newest before that seq or moment; `after`: the oldest after it. Messages keep their `message_id` and `seq`; there are no gaps.',
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
              description: 'What waits to be sent and has no place yet.',
            }),
            enrollment: EnrollmentRow.extend({ steps: z.number().int() }).nullable(),
            older: z.number().int().nullable().openapi({
              description: 'The `before` of the page before; null at the beginning.',
            }),
            newer: z.number().int().nullable().openapi({
              description: 'The `after` of the page after; null at the end.',
            }),
          }),
        ),
      },
    },
    refusals: [404],
  }),
  write: spec({
    method: 'post',
    path: '/api/conversations/{id}/messages',
    tag: 'conversations',
    summary: 'Write to the lead; takes the conversation over in the same step',
    description: 'The same client_message_id again is the same message.',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      body: text(1_600).refine((words) => words.trim() !== '', 'words'),
      client_message_id: z
        .string()
        .regex(/^[\x21-\x7e]{1,100}$/, '1 to 100 visible characters')
        .openapi({ description: 'Made by the sender, for instance a UUID.' }),
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
    refusals: [404, 409, 422],
  }),
  retry: spec({
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
  }),
  verdict: spec({
    method: 'post',
    path: '/api/conversations/{id}/messages/{message_id}/verdict',
    tag: 'conversations',
    summary: 'Say whether a text of the lead refuses contact',
    description:
      'While a text is `pending` or `unclear`, nothing automated leaves for its number. A refusal closes the number; a text that refuses nothing lets go on what waited. Said again, it changes nothing.',
    access: 'agent',
    params: z.object({ id: z.uuid(), message_id: z.uuid() }),
    body: z.strictObject({
      refuses: z.boolean(),
      scope: z.enum(['all', 'sms', 'voice']).optional().openapi({
        description: 'What is refused. Left out: what the words say, else the setting.',
      }),
    }),
    answers: { 200: { description: 'The text', schema: one(Message) } },
    refusals: [404, 409],
  }),
  takeover: act(
    'takeover',
    'A person takes over',
    'Drafts of the agent are discarded, campaigns rest. Again, it changes nothing.',
  ),
  handback: act(
    'handback',
    'The agent goes on',
    'If the lead had the last word, the agent owes an answer.',
  ),
  close: spec({
    method: 'post',
    path: '/api/conversations/{id}/close',
    tag: 'conversations',
    summary: 'End the conversation',
    description:
      'A later text of the lead opens it again; what it had come to stands until it is judged anew.',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      outcome: z.enum(OUTCOMES).optional().openapi({
        description: 'Stands, whatever a model makes of the words. Left out: they are judged.',
      }),
      note: text(1_000).optional(),
    }),
    answers: answer,
    refusals: [404],
  }),
  read: spec({
    method: 'post',
    path: '/api/conversations/{id}/read',
    tag: 'conversations',
    summary: 'Everything up to this seq has been read',
    access: 'agent',
    params: byId,
    body: z.strictObject({
      seq: z.int().min(0).max(2_000_000_000).optional().openapi({
        description: 'Left out: all of it. Never goes back.',
      }),
    }),
    answers: {
      200: {
        description: 'How far it is read',
        schema: one(z.object({ last_read_seq: z.number().int() })),
      },
    },
    refusals: [404],
  }),
  assign: spec({
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
  }),
};
