import type { CallLists } from '@ringback/shared/db/calls/call-lists.ts';
import { CallRow } from '@ringback/shared/db/rows.ts';
import { ConversationRow, MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { findJob } from '@ringback/shared/jobs/find-job.ts';
import type { Inspector } from '@ringback/shared/queue/inspect.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { text } from '../../http/fields.ts';
import { ok, one } from '../../http/route.ts';

type Deps = {
  inspector: Pick<Inspector, 'find'>;
  callLists: Pick<CallLists, 'find'>;
  messages: Pick<Messages, 'find'>;
  conversations: Pick<Conversations, 'find'>;
};

export const getJob = endpoint(
  {
    method: 'get',
    path: '/api/queue/jobs/{id}',
    tag: 'queue',
    summary: 'One job and its row',
    description:
      'The last thousand finished jobs of a kind, or those of a day, are `completed`; for older ones the state is `not_queued`, and the row has the result. While the queue is down the state is `unknown`.',
    access: 'viewer',
    params: z.object({ id: text(120) }),
    answers: {
      200: {
        description: 'The job',
        schema: one(
          z.object({
            job_id: z.string(),
            queue: z.string(),
            state: z.string(),
            attempts: z.number().int().nullable(),
            added_at: z.string().nullable(),
            due_at: z.string().nullable(),
            failure: z.string().nullable(),
            call: CallRow.nullable(),
            message: MessageRow.nullable(),
            conversation: ConversationRow.nullable(),
          }),
        ),
      },
    },
    refusals: [404],
  },
  ({ inspector, callLists, messages, conversations }: Deps) =>
    async function getJob({ params }) {
      const found = findJob(params.id);
      if (!found) throw noSuchJob();
      const { call: callId, message: messageId, conversation: conversationId } = found.about;
      const [job, call, message, conversation] = await Promise.all([
        inspector.find(found.job, params.id).catch(() => 'unknown' as const),
        callId ? callLists.find(callId) : null,
        messageId ? messages.find(messageId) : null,
        conversationId ? conversations.find(conversationId) : null,
      ]);
      const about = { call, message, conversation };
      if (!job && !call && !message && !conversation) throw noSuchJob();
      if (job && job !== 'unknown') return ok({ ...job, ...about });
      const nothing = { attempts: null, added_at: null, due_at: null, failure: null };
      const state = job ?? 'not_queued';
      return ok({ job_id: params.id, queue: found.job.name, state, ...nothing, ...about });
    },
);

function noSuchJob(): AppError {
  return new AppError('not_found', 'This job does not exist.');
}
