import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import type { smsReply } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Replier } from '@ringback/shared/providers/replies/port.ts';
import { readToolCall } from '@ringback/shared/providers/replies/tool-call.ts';
import type { Processor, Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { ModelBreaker } from '@ringback/shared/runtime/model-breaker.ts';
import { type Answered, afterAnswer } from './after-answer.ts';
import { afterFailure, isEverybodys } from './after-failure.ts';
import { callsAgainAt } from './asked-call.ts';
import { beforeAnswer, unanswerable } from './before-answer.ts';
import type { GiveBack } from './give-back.ts';
import { failed, type NextStep } from './next-step.ts';
import type { PerformStep } from './perform-step.ts';
import type { SettleWords } from './settle-words.ts';
import { factsOf, requestFor, type Turn } from './turn.ts';

type Deps = {
  replies: Pick<Replies, 'begin'>;
  replier: Replier;
  breaker: Pick<ModelBreaker, 'restsUntil'>;
  settleWords: SettleWords;
  performStep: PerformStep;
  giveBack: GiveBack;
  /** When the operator calls people. */
  operator: OperatorHours;
  /** Hosts that every agent may link to. */
  allowedHosts: readonly string[];
  /** How many replies the agent may write in one conversation and day before a person has to look. */
  repliesPerDay: number;
  now: Now;
};

/** Longer than all models may take together; after that another worker may take the turn. */
const LEASE_MS = 45_000;
const LOOK_AGAIN_MS = 30_000;

/**
 * Answers a lead, one turn at a time: first what needs no model, then the model's answer, the step
 * that follows from it, and the step is carried out.
 */
export function createReplyToLead(deps: Deps): Processor<PayloadOf<typeof smsReply>> {
  const { replies, replier, settleWords, performStep, giveBack, operator, now } = deps;

  return async function replyToLead({ conversationId }, { log, signal }) {
    const rests = await deps.breaker.restsUntil(conversationId);
    if (rests) return { kind: 'snooze', until: soon(rests, now()), reason: 'the model is paused' };
    const turn = await replies.begin(conversationId, LEASE_MS, now());
    if (turn.verdict === 'skip') return { kind: 'skip', reason: turn.reason };
    if (turn.verdict === 'wait') return waitUntil('texts', new Date(turn.until), now(), 'not due');
    try {
      const step = beforeAnswer(turn, deps);
      return await (step ? performStep(turn, step, log) : askModel(turn, signal, log));
    } catch (thrown) {
      return recover(turn, AppError.from(thrown), log);
    }
  };

  async function askModel(turn: Turn, signal: AbortSignal, log: Logger): Promise<Verdict> {
    const { agent } = turn;
    if (!agent) return performStep(turn, unanswerable(turn, 'no_agent'), log);
    const isFirst = turn.conversation.reply_tries < 2;
    const request = requestFor(turn, agent, now(), callsAgainAt(turn, operator, now()));
    const answer = await replier.reply(request, { signal, room: isFirst ? 'usual' : 'more' });
    switch (answer.kind) {
      case 'reply':
        return (await settleWords(turn, answer.refusal, log)) ?? act(turn, answer, log);
      case 'incomplete':
      case 'garbled':
        log.warn({ ...factsOf(turn), answer: answer.kind, why: answer.reason }, 'no usable answer');
        // It may have been chance: ask once more, with more tokens, and then a person.
        if (isFirst) return giveBack(turn, answer.kind, now());
        return performStep(turn, failed(`agent_${answer.kind}`), log);
      case 'refused':
        return performStep(turn, failed('agent_refused'), log);
    }
  }

  async function act(turn: Turn, answer: Answered, log: Logger): Promise<Verdict> {
    const read = answer.tool && readToolCall(answer.tool);
    if (read && !read.ok) return performStep(turn, failed('tool_misused'), log);
    if (read) log.info({ ...factsOf(turn), tool: read.call.name }, 'the agent wants a tool');
    const given = { operator, allowedHosts: deps.allowedHosts, at: now() };
    const step: NextStep = afterAnswer(turn, answer, read?.call ?? null, given);
    return performStep(turn, step, log);
  }

  /** An outage of the database or the model: the turn is released, or goes to a person after some attempts. */
  async function recover(turn: Turn, error: AppError, log: Logger): Promise<Verdict> {
    log.warn({ ...factsOf(turn), err: error }, 'the agent could not answer');
    const { id, reply_tries: tries } = turn.conversation;
    const rests = isEverybodys(error) ? await deps.breaker.restsUntil(id) : null;
    switch (afterFailure(error, tries, rests !== null)) {
      case 'wait_for_model':
        return giveBack(turn, 'model_rests', soon(rests ?? now(), now()));
      case 'hand_over':
        return performStep(turn, unanswerable(turn, 'agent_unavailable'), log);
      case 'try_again':
        return giveBack(turn, 'model_unavailable', new Date(now().getTime() + 1_000 * 2 ** tries));
      case 'throw':
        throw error;
    }
  }
}

/** Another process may close the breaker meanwhile, so the wait is short. */
const soon = (until: Date, now: Date) =>
  new Date(Math.min(until.getTime(), now.getTime() + LOOK_AGAIN_MS));
