import type { ConversationRow, MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { WordsJudged, WordsVerdict } from '@ringback/shared/db/texts/words-judged.ts';
import { wantsCallInstead } from '@ringback/shared/domain/opt-out/scope.ts';
import { leadsWords } from '@ringback/shared/domain/texts/own-words.ts';
import {
  type ProvenVerdict,
  provenVerdict,
  type WordsClaim,
} from '@ringback/shared/domain/texts/words-verdict.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SendSoon } from '../send/send-soon.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { type Confirming, confirmationOf } from './opt-out.ts';

type Deps = Confirming & {
  words: Pick<WordsJudged, 'record'>;
  sendSoon: SendSoon;
  metrics: Pick<TextMetrics, 'verdicts'>;
  /** The scope of the suppression where the words do not name one. */
  scope: 'all' | 'sms';
  now: Now;
};

/** Texts that were judged together, and our texts before them. */
export type Judged = {
  conversation: Pick<ConversationRow, 'id' | 'our_number'>;
  messages: readonly MessageRow[];
  ours: readonly string[];
};

export type RecordWords = (
  judged: Judged,
  claim: WordsClaim,
  log: Logger,
  failure?: string | null,
) => Promise<ProvenVerdict>;

/**
 * Looks up the words of a verdict in what the lead wrote, and records it with its consequence in one
 * step: the number is suppressed, a person is asked, or held texts are released.
 */
export function createRecordWords(deps: Deps): RecordWords {
  const { words, sendSoon, metrics, now } = deps;

  return async function recordWords({ conversation, messages, ours }, claim, log, failure) {
    const texts = messages.map(({ message_id: id, body }) => ({
      id,
      words: leadsWords(body ?? '', ours),
    }));
    const proven = provenVerdict(claim, texts, deps.scope);
    const at = now();
    const recorded = await words.record(
      {
        conversation_id: conversation.id,
        message_ids: messages.map(({ message_id: id }) => id),
        by: 'model',
        ...factsOf(proven, at),
        ...(failure && proven.verdict === 'unclear' && { why: failure }),
      },
      at,
    );
    if (recorded.notice_id) await sendSoon(recorded.notice_id);
    metrics.verdicts.inc({ verdict: proven.verdict });
    const { result, is_new: isNew, told_person: toldPerson } = recorded;
    log.info(
      {
        conversationId: conversation.id,
        texts: messages.length,
        verdict: proven.verdict,
        failure: failure ?? undefined,
        ...{ result, isNew, toldPerson },
      },
      'the words of a lead were judged',
    );
    return proven;

    function factsOf(
      verdict: ProvenVerdict,
      moment: Date,
    ): Pick<WordsVerdict, 'verdict'> & Partial<WordsVerdict> {
      if (verdict.verdict === 'not') return { verdict: 'not' };
      if (verdict.verdict === 'unclear') return { verdict: 'unclear', why: verdict.why };
      const message = messages.find(({ message_id: id }) => id === verdict.id);
      const wantsCall = verdict.scope === 'sms' && wantsCallInstead(message?.body ?? '');
      const confirmation = message && confirmationOf(message, conversation, deps, moment);
      return {
        verdict: 'refuses',
        message_id: verdict.id,
        words: verdict.words,
        scope: verdict.scope,
        ...(wantsCall && { wants_call: true }),
        ...(confirmation && verdict.scope !== 'voice' && { confirmation }),
      };
    }
  };
}
