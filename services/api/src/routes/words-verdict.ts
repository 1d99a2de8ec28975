import type { Messages } from '@ringback/shared/db/messages.ts';
import type { WordsJudged } from '@ringback/shared/db/words-judged.ts';
import { blockedScope } from '@ringback/shared/domain/opt-out-scope.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { ok, type Route, route } from '../http/route.ts';
import { conversationSpecs } from './conversation-specs.ts';

type Deps = {
  messages: Pick<Messages, 'find'>;
  words: Pick<WordsJudged, 'record'>;
  /** What is closed where neither the words nor the person say. */
  scope: 'all' | 'sms';
  log: Logger;
  now: () => Date;
};

/** A person says whether a text of a lead refuses contact: where no model could tell, or told wrongly. */
export function wordsVerdictRoute({ messages, words, scope, log, now }: Deps): Route {
  return route(conversationSpecs.verdict, async ({ params, body }, { caller }) => {
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
  });
}

function missing(): AppError {
  return new AppError('not_found', 'There is no such text of the lead in this conversation.');
}
