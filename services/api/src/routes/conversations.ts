import type { Conversations } from '@ringback/shared/db/conversations.ts';
import type { ConversationRow } from '@ringback/shared/db/text-rows.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { analyzeConversation, smsReply } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { readCursor, writeCursor } from '../http/cursor.ts';
import { moment } from '../http/fields.ts';
import { ok, page, type Route, route } from '../http/route.ts';
import type { QueueText } from '../queue-text.ts';
import { conversationSpecs } from './conversation-specs.ts';

type Deps = {
  conversations: Conversations;
  queueText: QueueText;
  enqueue: Enqueue;
  log: Logger;
  now: () => Date;
  newId: () => string;
};

const Position = z.object({ at: moment, id: z.uuid() });

export function conversationRoutes(deps: Deps): Route[] {
  const { conversations, queueText, enqueue, log, now, newId } = deps;

  return [
    route(conversationSpecs.list, async ({ query }) => {
      const { limit, cursor, ...filters } = query;
      const before = readCursor(Position, cursor);
      const given = Object.entries(filters).filter(([, value]) => value !== undefined);
      const found = await conversations.list({
        ...Object.fromEntries(given),
        limit: limit + 1,
        ...(before ? { before } : {}),
      });
      const rows = found.slice(0, limit);
      const last = found.length > limit ? rows.at(-1) : undefined;
      return page(rows, last ? writeCursor({ at: last.last_activity_at, id: last.id }) : null);
    }),

    route(conversationSpecs.get, async ({ params }) => ok(await get(params.id))),

    route(conversationSpecs.messages, async ({ params, query: { limit, before, after } }) => {
      const found = await conversations.page(params.id, {
        limit,
        ...(before === undefined ? {} : placed('before', before)),
        ...(after === undefined ? {} : placed('after', after)),
      });
      if (!found) throw missing();
      const first = found.messages.at(0)?.seq ?? 1;
      const last = found.messages.at(-1)?.seq ?? found.conversation.last_seq;
      return ok({
        ...found,
        // Numbers have no gaps: what is left is told by the first and the last one.
        older: first > 1 ? first : null,
        newer: last < found.conversation.last_seq ? last : null,
      });
    }),

    route(conversationSpecs.write, async ({ params, body }, { caller }) => {
      const written = await conversations.write(
        {
          conversation_id: params.id,
          message_id: newId(),
          client_message_id: body.client_message_id,
          body: body.body,
          by: caller.id,
        },
        now(),
      );
      switch (written.result) {
        case 'planned':
        case 'replayed': {
          const { result, message, conversation } = written;
          if (result === 'replayed' && message.body !== body.body) {
            throw new AppError(
              'key_reused',
              'This client_message_id came with other words before.',
            );
          }
          const waits = message.delivery_status === 'pending' || message.delivery_status === 'held';
          const queued = waits ? await queueText(message.message_id, message.send_at) : true;
          if (result === 'planned') moved(conversation, 'human_wrote', caller.id);
          const status = result === 'planned' ? 202 : 200;
          return { status, data: { message, conversation, queued } };
        }
        case 'suppressed':
          throw new AppError('suppressed', 'The number is on the do-not-contact list.');
        case 'no_such_conversation':
          throw missing();
        default:
          return unreachable(written);
      }
    }),

    route(conversationSpecs.takeover, ({ params }, { caller }) =>
      setOwner(params.id, 'human', caller.id),
    ),
    route(conversationSpecs.handback, ({ params }, { caller }) =>
      setOwner(params.id, 'ai', caller.id),
    ),

    route(conversationSpecs.close, async ({ params, body }, { caller }) => {
      // In the evidence, too: what a person said is not overruled by what is read out of the words.
      const said = body.outcome ? { outcome: body.outcome } : {};
      const { result, conversation } = await conversations.end(
        {
          conversation_id: params.id,
          reason: 'closed_by_staff',
          evidence: { by: caller.id, ...(body.note ? { note: body.note } : {}), ...said },
          ...said,
        },
        now(),
      );
      if (!conversation) throw missing();
      if (result === 'ended') {
        moved(conversation, 'closed_by_staff', caller.id);
        // What a colleague says of the outcome stands; the rest is read from the words all the same.
        await nudgeAnalysis(conversation.id);
      }
      return ok(conversation);
    }),

    route(conversationSpecs.read, async ({ params, body }) => {
      const seq = body.seq ?? (await get(params.id)).last_seq;
      const read = await conversations.markRead(params.id, seq, now());
      if (read === null) throw missing();
      return ok({ last_read_seq: read });
    }),

    route(conversationSpecs.assign, async ({ params, body }) => {
      if (!(await conversations.assign(params.id, body.assigned_to, now()))) throw missing();
      return ok(await get(params.id));
    }),
  ];

  async function get(id: string): Promise<ConversationRow> {
    const conversation = await conversations.find(id);
    if (!conversation) throw missing();
    return conversation;
  }

  async function setOwner(id: string, to: 'human' | 'ai', by: string) {
    const { result, conversation } = await conversations.setOwner(id, to, by, now());
    if (!conversation) throw missing();
    if (result === 'closed') {
      throw new AppError('conflict', 'The conversation has ended. Write to open it again.');
    }
    if (result === 'moved') {
      moved(conversation, to === 'human' ? 'taken_over' : 'handed_back', by);
      await nudgeReply(conversation);
    }
    return ok(conversation);
  }

  /** Lost, both are found by a sweep. */
  async function nudgeReply({ id, reply_due_at: dueAt, last_inbound_seq: seq }: ConversationRow) {
    if (dueAt === null) return;
    const delayMs = Math.max(0, Date.parse(dueAt) - now().getTime());
    await enqueue(smsReply, { conversationId: id, seq }, { delayMs }).catch((err: unknown) =>
      log.warn({ err, conversationId: id }, 'answer owed without its job'),
    );
  }

  async function nudgeAnalysis(conversationId: string) {
    await enqueue(analyzeConversation, { conversationId }).catch((err: unknown) =>
      log.warn({ err, conversationId }, 'conversation ended without its job'),
    );
  }

  function moved({ id, owner }: ConversationRow, why: string, by: string): void {
    log.info({ conversationId: id, owner, why, by }, 'conversation moved');
  }
}

/** A number is a seq, a word a moment. */
const placed = (side: 'before' | 'after', place: number | string) => ({
  [typeof place === 'number' ? `${side}_seq` : `${side}_at`]: place,
});

function missing(): AppError {
  return new AppError('not_found', 'There is no such conversation.');
}
