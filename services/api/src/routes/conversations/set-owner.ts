import type { ConversationRow } from '@ringback/shared/db/text-rows.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { smsReply } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { actorOf } from '../../http/actor-of.ts';
import { endpoint } from '../../http/endpoint.ts';
import { ok } from '../../http/route.ts';
import { answer, byId, logMoved, noSuchConversation } from './conversation.ts';

type Deps = {
  conversations: Pick<Conversations, 'setOwner'>;
  enqueue: Enqueue;
  log: Logger;
  now: Now;
};

const TO = { takeover: 'human', handback: 'ai' } as const;

const setOwner = (verb: keyof typeof TO, summary: string, description: string) =>
  endpoint(
    {
      method: 'post',
      path: `/api/conversations/{id}/${verb}`,
      tag: 'conversations',
      summary,
      description,
      access: 'agent',
      params: byId,
      answers: answer,
      refusals: [404, 409],
    },
    ({ conversations, enqueue, log, now }: Deps) => {
      const to = TO[verb];

      return async function setOwner({ params }, { caller }) {
        const { result, conversation } = await conversations.setOwner(
          params.id,
          to,
          actorOf(caller),
          now(),
        );
        if (!conversation) throw noSuchConversation();
        if (result === 'closed') {
          throw new AppError('conflict', 'The conversation has ended. Write to open it again.');
        }
        if (result === 'moved') {
          logMoved(log, conversation, {
            why: to === 'human' ? 'taken_over' : 'handed_back',
            by: caller.id,
          });
          await nudgeReply(conversation);
        }
        return ok(conversation);
      };

      /** Lost, it is found by a sweep. */
      async function nudgeReply({
        id,
        reply_due_at: dueAt,
        last_inbound_seq: seq,
      }: ConversationRow) {
        if (dueAt === null) return;
        const delayMs = Math.max(0, Date.parse(dueAt) - now().getTime());
        await enqueue(smsReply, { conversationId: id, seq }, { delayMs }).catch((err: unknown) =>
          log.warn({ err, conversationId: id }, 'answer owed without its job'),
        );
      }
    },
  );

export const takeOver = setOwner(
  'takeover',
  'A person takes over',
  'Drafts of the agent are discarded, campaigns rest. Again, it changes nothing.',
);

export const handBack = setOwner(
  'handback',
  'The agent goes on',
  'If the lead had the last word, the agent owes an answer.',
);
