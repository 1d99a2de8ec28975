import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { OUTCOMES } from '@ringback/shared/domain/outcome.ts';
import { analyzeConversation } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, logMoved, noSuchConversation } from './conversation.ts';

type Deps = {
  conversations: Pick<Conversations, 'end'>;
  enqueue: Enqueue;
  log: Logger;
  now: Now;
};

export const closeConversation = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/close',
    tag: 'conversations',
    summary: 'End the conversation',
    description:
      'A later text of the lead opens it again; what it had come to stands until it is judged again.',
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
  },
  ({ conversations, enqueue, log, now }: Deps) => {
    return async function closeConversation({ params, body }, { caller }) {
      // In the evidence, too: what a person said is not overruled by what is read out of the words.
      const said = body.outcome ? { outcome: body.outcome } : {};
      const { result, conversation } = await conversations.end(
        {
          conversation_id: params.id,
          reason: 'closed_by_staff',
          evidence: { by: caller.id, ...(body.note ? { note: body.note } : {}), ...said },
          ...said,
          actor: actorOf(caller),
        },
        now(),
      );
      if (!conversation) throw noSuchConversation();
      if (result === 'ended') {
        logMoved(log, conversation, { why: 'closed_by_staff', by: caller.id });
        // What a colleague says of the outcome stands; the rest is read from the words all the same.
        await nudgeAnalysis(conversation.id);
      }
      return ok(conversation);
    };

    /** Lost, it is found by a sweep. */
    async function nudgeAnalysis(conversationId: string) {
      await enqueue(analyzeConversation, { conversationId }).catch((err: unknown) =>
        log.warn({ err, conversationId }, 'conversation ended without its job'),
      );
    }
  },
);
