import type { WordsJudged } from '@ringback/shared/db/texts/words-judged.ts';
import { leadsWords } from '@ringback/shared/domain/texts/own-words.ts';
import type { judgeWords } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { OptOutJudge } from '@ringback/shared/providers/replies/port.ts';
import type { Processor, Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { TextMetrics } from '../text-metrics.ts';
import type { RecordWords } from './record-words.ts';

type Deps = {
  words: Pick<WordsJudged, 'begin' | 'release'>;
  judge: OptOutJudge;
  recordWords: RecordWords;
  metrics: Pick<TextMetrics, 'verdicts'>;
  now: Now;
};

/** A burst is judged as a whole, at most this long after its first text. */
const BURST_MS = 30_000;
/** Longer than the judge may take; after that another worker may ask. */
const LEASE_MS = 45_000;
/** How long a text may stay unjudged before a person is notified. */
export const PATIENCE_MS = 3 * 60_000;
const MOST_PAUSE_MS = 60_000;

/**
 * Judges whether the texts of a conversation refuse contact, where no answer of the agent does so.
 * During an outage of the judge they stay unjudged, nothing is sent to the number, and after some
 * minutes a person is notified.
 */
export function createJudgeTexts(deps: Deps): Processor<PayloadOf<typeof judgeWords>> {
  const { words, judge, recordWords, metrics, now } = deps;

  return async function judgeTexts({ conversationId }, { log, signal }) {
    const limits = { burstMs: BURST_MS, leaseMs: LEASE_MS, patienceMs: PATIENCE_MS };
    const begun = await words.begin(conversationId, limits, now());
    if (begun.verdict === 'skip') return { kind: 'skip', reason: begun.reason };
    if (begun.verdict === 'wait')
      return waitUntil('texts', new Date(begun.until), now(), 'not due');
    const texts = begun.messages.map(({ body }) => leadsWords(body ?? '', begun.ours));
    const verdict = await judge
      .judge(texts, { signal })
      .catch((thrown: unknown) => AppError.from(thrown));
    if (verdict instanceof AppError) return noVerdict(conversationId, begun, verdict, log);
    await recordWords(begun, verdict.claim, log, verdict.failure);
    return { kind: 'done' };
  };

  async function noVerdict(
    conversationId: string,
    { tries, waited_seconds: waited }: { tries: number; waited_seconds: number },
    error: AppError,
    log: Logger,
  ): Promise<Verdict> {
    const at = now();
    const retryAt = new Date(at.getTime() + Math.min(MOST_PAUSE_MS, 1_000 * 2 ** tries));
    // A failure that no retry can mend goes to a person at once.
    const isLate = waited * 1_000 >= PATIENCE_MS || error.code === 'provider_rejected';
    const toldPerson = await words.release(conversationId, retryAt, isLate, at);
    metrics.verdicts.inc({ verdict: 'none' });
    log.warn(
      { conversationId, err: error, toldPerson },
      'no judge answered; nothing is sent meanwhile',
    );
    if (error.code !== 'provider_unavailable' && error.code !== 'provider_rejected') throw error;
    return waitUntil('texts', retryAt, at, 'no judge answered');
  }
}
