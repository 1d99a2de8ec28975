import type { ModelAnswered } from '@ringback/shared/db/calls/analyses.ts';
import { analyzeConversation } from '@ringback/shared/jobs/catalog.ts';
import type { Conversation, Judge } from '@ringback/shared/providers/analysis/port.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { ModelBreaker } from '@ringback/shared/runtime/model-breaker.ts';
import { afterFailure } from '../judge/after-failure.ts';
import { type Answer, askJudge } from '../judge/ask-judge.ts';
import { type Finding, needsReview } from '../judge/finding.ts';
import type { Deeds } from './prove-outcome.ts';
import { weigh } from './weigh.ts';

type Deps = {
  judge: Judge;
  breaker: Pick<ModelBreaker, 'restsUntil' | 'answered'>;
  ids: { uuid: () => string };
  now: () => Date;
};

const LOOK_AGAIN_MS = 30_000;

/** An ended conversation, with all facts that a judgement is checked against. */
export type Case = {
  conversation: Conversation;
  /** The name and value of its id, for the log. */
  about: { callId: string } | { conversationId: string };
  endedAt: Date;
  /** The time of its last words: the end of a call, days before the end of a silent text thread. */
  saidAt: Date;
  /** The lead's time zone; null if it is unknown. */
  zone: string | null;
  /** The model is paused for all conversations, but for one trial at a time. */
  modelRests: boolean;
  deeds: Deeds;
};

export type Context = { log: Logger; signal: AbortSignal; attempt: number };
/** `model_answered`: reports to the breaker together with what is saved. */
export type Sought =
  | ({ kind: 'found'; finding: Finding } & ModelAnswered)
  | { kind: 'wait'; until: Date };
export type SeekFinding = (known: Case, context: Context) => Promise<Sought>;

/** Asks the judge and keeps what the lead's own words prove; without an answer a person has to look. */
export function createSeekFinding({ judge, breaker, ids, now }: Deps): SeekFinding {
  return async function seekFinding(known, context) {
    const rests = known.modelRests ? await breaker.restsUntil(nameOf(known)) : null;
    if (rests) return { kind: 'wait', until: soon(rests) };
    const { conversation, saidAt, zone, deeds } = known;
    let answer: Answer;
    try {
      answer = await askJudge(judge, conversation, context.signal);
    } catch (thrown) {
      return withoutAnswer(AppError.from(thrown), known, context);
    }
    // A trial reports its result for all at once; one answer among many is not urgent.
    if (known.modelRests) await breaker.answered().catch(() => undefined);
    const answered = known.modelRests ? {} : { model_answered: true as const };
    if (answer.kind === 'failed') return { ...found(needsReview(answer.failure)), ...answered };
    const { turns } = conversation;
    const facts = { turns, deeds, zone, saidAt, now: now(), callbackId: ids.uuid };
    return { ...found(weigh(answer, facts)), ...answered };
  };

  /** Another process may close the breaker meanwhile, so the wait is short. */
  function soon(until: Date): Date {
    return new Date(Math.min(until.getTime(), now().getTime() + LOOK_AGAIN_MS));
  }

  async function withoutAnswer(error: AppError, known: Case, context: Context): Promise<Sought> {
    const { about, endedAt } = known;
    const { signal, log, attempt } = context;
    // Without its lock the job belongs to another worker now.
    if (signal.aborted) throw error;
    const { attempts } = analyzeConversation;
    const rests = await breaker.restsUntil(nameOf(known));
    const restsUntil = rests && soon(rests);
    const next = afterFailure({ error, attempt, attempts, endedAt, now: now(), restsUntil });
    if (next.kind === 'wait') return next;
    if (next.kind === 'retry') throw error;
    log[next.alert ? 'error' : 'warn']({ ...about, err: error }, 'judge gave no answer');
    return found(needsReview(next.failure));
  }
}

const nameOf = ({ about }: Case) => ('callId' in about ? about.callId : about.conversationId);

function found(finding: Finding) {
  return { kind: 'found' as const, finding };
}
