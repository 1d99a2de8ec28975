import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { WordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { blockedScope } from '@ringback/shared/domain/opt-out/scope.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { endpoint } from '../../http/endpoint.ts';
import { ok, one } from '../../http/route.ts';
import { Message } from './conversation.ts';

type Deps = {
  messages: Pick<Messages, 'find'>;
  words: Pick<WordsJudged, 'record'>;
  /** What is closed where neither the words nor the person say. */
  scope: 'all' | 'sms';
  log: Logger;
  now: Now;
};

/** A person says whether a text of a lead refuses contact: where no model could tell, or told wrongly. */
export const judgeMessage = endpoint(
  {
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
  },
  ({ messages, words, scope, log, now }: Deps) =>
    async function judgeMessage({ params, body }, { caller }) {
      const known = await messages.find(params.message_id);
      if (known?.conversation_id !== params.id || known.direction !== 'inbound') throw missing();
      const said = known.body ?? '';
      const refusal = body.refuses && {
        message_id: known.message_id,
        words: said,
        scope: body.scope ?? blockedScope(said, scope),
      };
      const { result } = await words.record(
        {
          conversation_id: params.id,
          message_ids: [known.message_id],
          verdict: body.refuses ? 'refuses' : 'not',
          by: 'person',
          why: `Said by ${caller.id}.`,
          ...refusal,
        },
        now(),
      );
      if (result === 'no_such_text') throw missing();
      const message = await messages.find(known.message_id);
      if (!message) throw missing();
      const asked = body.refuses ? 'refuses' : 'not';
      if (result === 'judged_already' && message.refusal_verdict !== asked) {
        throw new AppError(
          'conflict',
          'This text has closed the number. Lift the block of the number if that was wrong.',
        );
      }
      log.info(
        { messageId: message.message_id, verdict: asked, by: caller.id },
        'words judged by a person',
      );
      return ok(message);
    },
);

function missing(): AppError {
  return new AppError('not_found', 'There is no such text of the lead in this conversation.');
}
