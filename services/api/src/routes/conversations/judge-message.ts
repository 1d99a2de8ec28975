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
  /** The scope of the opt-out where neither the words nor the person give one. */
  scope: 'all' | 'sms';
  log: Logger;
  now: Now;
};

/** A person decides whether a lead's text is an opt-out, where the model could not or was wrong. */
export const judgeMessage = endpoint(
  {
    method: 'post',
    path: '/api/conversations/{id}/messages/{message_id}/verdict',
    tag: 'conversations',
    summary: 'Judge whether a text of the lead is an opt-out',
    description:
      'While a text is `pending` or `unclear`, nothing automated is sent to its number. An opt-out suppresses the number; a text that is none releases what was held. A repeated request changes nothing.',
    access: 'agent',
    params: z.object({ id: z.uuid(), message_id: z.uuid() }),
    body: z.strictObject({
      refuses: z.boolean(),
      scope: z.enum(['all', 'sms', 'voice']).optional().openapi({
        description: 'The scope of the opt-out. Left out: what the words say, else the setting.',
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
          why: `Judged by ${caller.id}.`,
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
          'This text has suppressed the number. Lift the suppression if that was wrong.',
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
  return new AppError('not_found', 'This conversation has no such text of the lead.');
}
