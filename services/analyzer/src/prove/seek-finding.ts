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

/** A conversation that is over, with all that a judgement of it is weighed against. */
export type Case = {
  conversation: Conversation;
  /** Its id by its name, for the log. */
  about: { callId: string } | { conversationId: string };
  endedAt: Date;
  /** When its last words were said; the end of a call, days before that of a silent text thread. */
  saidAt: Date;
  /** Where the lead is; null if nobody knows. */
  zone: string | null;
  /** Nobody asks the model just now, but for one at a time who finds out. */
  modelRests: boolean;
  deeds: Deeds;
};

export type Context = { log: Logger; signal: AbortSignal; attempt: number };
/** `model_answered`: the breaker is to hear so, along with what is saved. */
export type Sought =
  | ({ kind: 'found'; finding: Finding } & ModelAnswered)
  | { kind: 'wait'; until: Date };
export type SeekFinding = (known: Case, context: Context) => Promise<Sought>;

/** Asks the judge and keeps what the lead's own words bear out; without an answer a person has to look. */
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
    // Who found out for everybody says so at once; of one answer among many nobody waits to hear.
    if (known.modelRests) await breaker.answered().catch(() => undefined);
    const told = known.modelRests ? {} : { model_answered: true as const };
    if (answer.kind === 'failed') return { ...found(needsReview(answer.failure)), ...told };
    const { turns } = conversation;
    const facts = { turns, deeds, zone, saidAt, now: now(), callbackId: ids.uuid };
    return { ...found(weigh(answer, facts)), ...told };
  };

  /** Other processes may have found out meanwhile, so nobody sleeps long. */
  function soon(until: Date): Date {
    return new Date(Math.min(until.getTime(), now().getTime() + LOOK_AGAIN_MS));
  }

  async function withoutAnswer(error: AppError, known: Case, context: Context): Promise<Sought> {
    const { about, endedAt } = known;
    const { signal, log, attempt } = context;
    // Without its lock the job is somebody else's now.
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
