import type { WordsClaim } from '@ringback/shared/domain/texts/words-verdict.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { TextMetrics } from '../text-metrics.ts';
import type { RecordWords } from './record-words.ts';
import { oursIn, type Turn, unjudgedTexts } from './turn.ts';

type Deps = { recordWords: RecordWords; metrics: Pick<TextMetrics, 'replies'> };

/** Null: the turn may be answered. */
export type SettleWords = (turn: Turn, claim: WordsClaim, log: Logger) => Promise<Verdict | null>;

/**
 * Records the verdict of the agent's own turn on unjudged texts before anything is answered. While
 * it is unclear whether they refuse contact, no reply is sent and a person looks.
 */
export function createSettleWords({ recordWords, metrics }: Deps): SettleWords {
  return async function settleWords(turn, claim, log) {
    const messages = unjudgedTexts(turn);
    if (messages.length === 0) return null;
    const { conversation } = turn;
    const proven = await recordWords({ conversation, messages, ours: oursIn(turn) }, claim, log);
    switch (proven.verdict) {
      case 'not':
        return null;
      case 'unclear':
        metrics.replies.inc({ outcome: 'handed_over' });
        return { kind: 'skip', reason: 'handed_over: unclear_opt_out' };
      case 'refuses':
        // A lead that only refuses calls gets an answer like any other.
        if (proven.scope === 'voice') return null;
        metrics.replies.inc({ outcome: 'opted_out' });
        return { kind: 'skip', reason: 'opted_out' };
      default:
        return unreachable(proven);
    }
  };
}
