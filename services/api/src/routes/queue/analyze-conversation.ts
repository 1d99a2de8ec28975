import type { Analyses } from '@ringback/shared/db/calls/analyses.ts';
import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { isEnded } from '@ringback/shared/domain/calls/call.ts';
import { analyzeConversation } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { callSid } from '../../http/fields.ts';
import { one } from '../../http/route.ts';

type Deps = {
  callLists: Pick<CallLists, 'findBySid'>;
  conversations: Pick<Conversations, 'find'>;
  analyses: Pick<Analyses, 'ofCall'>;
  enqueue: Enqueue;
  log: Logger;
  newId: () => string;
};

export const analyzeAgain = endpoint(
  {
    method: 'post',
    path: '/api/queue/analyze-conversation',
    tag: 'queue',
    summary: 'Analyse a call, or a conversation in texts, again',
    access: 'agent',
    body: z
      .strictObject({ call_sid: callSid.optional(), conversation_id: z.uuid().optional() })
      .refine((body) => (body.call_sid === undefined) !== (body.conversation_id === undefined), {
        path: ['call_sid'],
        message: 'either call_sid or conversation_id',
        params: { found: 'both or neither' },
        when: ({ value }) => typeof value === 'object' && value !== null && !Array.isArray(value),
      }),
    answers: {
      202: {
        description: 'Accepted',
        schema: one(z.object({ job_id: z.string(), queued: z.boolean() })),
      },
    },
    refusals: [404, 409],
  },
  ({ callLists, conversations, analyses, enqueue, log, newId }: Deps) => {
    return async function analyzeAgain({ body }) {
      if (body.conversation_id !== undefined) return analyzeTexts(body.conversation_id);
      const call = await callLists.findBySid(body.call_sid ?? '');
      if (!call) throw new AppError('not_found', 'There is no call with this sid.');
      if (!isEnded(call.status)) {
        throw new AppError('conflict', 'The call has not ended yet. It is analysed when it has.');
      }
      const payload = { callId: call.id, run: newId().slice(0, 8) };
      const job_id = analyzeConversation.id(payload);
      try {
        await enqueue(analyzeConversation, payload);
        return { status: 202, data: { job_id, queued: true } };
      } catch (err) {
        // The sweep finds calls that were never analysed, but not requests for a repeat.
        if (await analyses.ofCall(call.id)) throw err;
        log.warn({ err, callId: call.id }, 'analysis accepted without its job');
        return { status: 202, data: { job_id, queued: false } };
      }
    };

    async function analyzeTexts(conversationId: string) {
      const conversation = await conversations.find(conversationId);
      if (!conversation) throw new AppError('not_found', 'There is no such conversation.');
      if (conversation.ended_at === null) {
        const detail =
          'The conversation is still open. It is analysed when it has ended or is closed.';
        throw new AppError('conflict', detail);
      }
      const payload = { conversationId, run: newId().slice(0, 8) };
      // A request for a repeat is stored nowhere else: without a queue it is refused.
      await enqueue(analyzeConversation, payload);
      return { status: 202, data: { job_id: analyzeConversation.id(payload), queued: true } };
    }
  },
);
