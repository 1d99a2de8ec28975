import type { AnswerWithCall } from '@ringback/shared/db/answer-with-call.ts';
import type { FinishConversation } from '@ringback/shared/db/finish-conversation.ts';
import type { Replies } from '@ringback/shared/db/replies.ts';
import type { OperatorHours } from '@ringback/shared/domain/quiet-hours/day-hours.ts';
import { decideOptOut } from '@ringback/shared/domain/texts/opt-out.ts';
import { leadsWords } from '@ringback/shared/domain/texts/own-words.ts';
import { checkReply } from '@ringback/shared/domain/texts/reply-guard.ts';
import type { smsReply } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { Replier, ReplyAnswer } from '@ringback/shared/providers/replies/port.ts';
import { readToolCall, type ToolCall } from '@ringback/shared/providers/replies/tool-call.ts';
import type { Processor, Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { ModelBreaker } from '@ringback/shared/runtime/model-breaker.ts';
import type { SendSoon } from '../send/send-soon.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { type AskedCall, askedCallIn, callsAgainAt, promisable } from './asked-call.ts';
import { type Ending, endingIn, freshWords } from './ending.ts';
import type { HandOver } from './hand-over.ts';
import { loopIn } from './loop-in.ts';
import type { OptOut } from './opt-out.ts';
import { replyLimits } from './reply-limits.ts';
import type { SettleWords } from './settle-words.ts';
import { freshTexts, oursIn, requestFor, type Turn, unjudgedTexts } from './turn.ts';
import type { UpdateLead } from './update-lead.ts';

type Deps = {
  replies: Pick<Replies, 'begin' | 'saveDraft' | 'release'>;
  finish: FinishConversation;
  answerWithCall: AnswerWithCall;
  replier: Replier;
  breaker: Pick<ModelBreaker, 'restsUntil'>;
  settleWords: SettleWords;
  optOut: OptOut;
  handOver: HandOver;
  updateLead: UpdateLead;
  sendSoon: SendSoon;
  metrics: Pick<TextMetrics, 'replies'>;
  /** When the operator calls people. */
  operator: OperatorHours;
  /** Hosts that every agent may link to. */
  allowedHosts: readonly string[];
  /** So often the agent answers in one conversation and day, before a person has to look. */
  repliesPerDay: number;
  uuid: () => string;
  now: Now;
};

/** Longer than all models may take together; after that somebody else may think. */
const LEASE_MS = 45_000;
const MAX_TRIES = 4;
/** A turn that has begun so often and come to nothing, not even to an error, takes us down with it. */
const MOST_BEGUN = 12;
/** Below it the model itself does not stand by its answer. */
const LEAST_CONFIDENCE = 0.3;

type Answered = Extract<ReplyAnswer, { kind: 'reply' }>;

/**
 * Answers a lead, one turn at a time. The model proposes, the code disposes: what is said is checked,
 * what is done is done here, and whatever does not fit goes to a person. Before the words leave,
 * the database asks again whether they still answer the newest text.
 */
export function createReplyToLead(deps: Deps): Processor<PayloadOf<typeof smsReply>> {
  const { replies, replier, settleWords, handOver, metrics, now } = deps;

  return async ({ conversationId }, { log, signal }) => {
    const rests = await deps.breaker.restsUntil(conversationId);
    if (rests) return { kind: 'snooze', until: soon(rests, now()), reason: 'the model rests' };
    const turn = await replies.begin(conversationId, LEASE_MS, now());
    if (turn.verdict === 'skip') return { kind: 'skip', reason: turn.reason };
    if (turn.verdict === 'wait') return waitUntil('texts', new Date(turn.until), now(), 'not due');
    try {
      return await think(turn, signal, log);
    } catch (thrown) {
      return trouble(turn, AppError.from(thrown), log);
    }
  };

  async function think(turn: Turn, signal: AbortSignal, log: Logger): Promise<Verdict> {
    const { agent } = turn;
    if (turn.suppressed) return silence(turn, 'suppressed', log);
    if (!agent) return handOver(turn, unheard(turn, 'no_agent'), log);
    if (turn.conversation.reply_tries > MOST_BEGUN) {
      return handOver(turn, unheard(turn, 'agent_unavailable'), log);
    }
    if (isUnclear(turn)) return handOver(turn, unclear, log);
    if (isWithoutWords(turn)) return handOver(turn, wordless, log);
    const loop = loopIn(turn);
    if (loop) return handOver(turn, { reason: `machine_${loop}`, summary: null, tell: false }, log);
    // Whoever writes so much may be a machine, and two of them never tire.
    if (turn.replies_today >= deps.repliesPerDay) return handOver(turn, failed('reply_cap'), log);

    const room = turn.conversation.reply_tries > 1 ? 'more' : 'usual';
    const request = requestFor(turn, agent, now(), callsAgainAt(turn, deps.operator, now()));
    const answer = await replier.reply(request, { signal, room });
    switch (answer.kind) {
      case 'reply':
        return (await settleWords(turn, answer.refusal, log)) ?? act(turn, answer, log);
      case 'incomplete':
      case 'garbled':
        log.warn({ ...idsOf(turn), answer: answer.kind, why: answer.reason }, 'no usable answer');
        // Chance may have played a part: once more, with room, and then a person.
        if (turn.conversation.reply_tries < 2) return again(turn, answer.kind, now());
        return handOver(turn, failed(`agent_${answer.kind}`), log);
      case 'refused':
        return handOver(turn, failed('agent_refused'), log);
    }
  }

  async function act(turn: Turn, answer: Answered, log: Logger): Promise<Verdict> {
    const read = answer.tool && readToolCall(answer.tool);
    if (read && !read.ok) return handOver(turn, failed('tool_misused'), log);
    if (read) log.info({ ...idsOf(turn), tool: read.call.name }, 'the agent wants a tool');
    const call = read?.call ?? null;

    if (call?.name === 'stop') return stop(turn, call.arguments.words, answer.text, log);
    if (call?.name === 'hand_over') {
      const { reason, summary } = call.arguments;
      return handOver(turn, { reason, summary: summary ?? null, tell: true }, log);
    }
    if (answer.confidence < LEAST_CONFIDENCE) return handOver(turn, failed('unsure'), log);
    return speak(turn, answer.text, call, log);
  }

  /** A number is closed on the lead's own words, never on a model's. */
  async function stop(
    turn: Turn,
    words: string,
    text: string | null,
    log: Logger,
  ): Promise<Verdict> {
    const said = freshWords(turn, words);
    if (!said) return handOver(turn, unclear, log);
    const found = decideOptOut(leadsWords(said.message.body ?? '', oursIn(turn)));
    const { refusal_scope: scope } = said.message;
    if ((found.kind === 'opt_out' ? found.scope : scope) !== 'voice') {
      // The same turn has said that these words refuse nothing; only the rules may know better.
      if (found.kind !== 'opt_out') return handOver(turn, unclear, log);
      return deps.optOut(turn, { words: said.quote, message: said.message }, log);
    }
    // Calls were closed when it came in; to be texted is what the lead wants.
    return text === null ? handOver(turn, failed('no_answer'), log) : speak(turn, text, null, log);
  }

  async function speak(
    turn: Turn,
    proposed: string | null,
    call: ToolCall | null,
    log: Logger,
  ): Promise<Verdict> {
    const found = endingIn(turn, call, now());
    if (found?.kind === 'refused') {
      const { words, message, isStranger } = found;
      return deps.optOut(turn, { words, message, ...(isStranger && { scope: 'all' }) }, log);
    }
    if (found?.kind === 'unproven') return handOver(turn, failed(found.reason), log);
    const asked =
      call?.name === 'call_lead' ? askedCallIn(turn, call.arguments, deps.operator, now()) : null;
    if (asked && !asked.ok) return handOver(turn, failed(`call_${asked.reason}`), log);
    if (proposed === null && (found || asked || asksSomething(turn))) {
      return handOver(turn, failed('no_answer'), log);
    }
    const limits = replyLimits(turn, deps.allowedHosts, promisable(turn, call, asked, now()));
    const checked = proposed === null ? null : checkReply(proposed, limits);
    if (checked && !checked.ok) {
      log.warn({ ...idsOf(turn), fault: checked.reason }, 'a reply did not pass the guard');
      return handOver(turn, failed(`guard_${checked.reason}`), log);
    }
    if (call?.name === 'update_lead') await deps.updateLead(turn, call.arguments, log);
    if (!checked) return silence(turn, 'nothing_to_say', log);
    if (asked?.ok) return promise(turn, checked.text, asked, log);
    return say(turn, checked.text, found?.ending ?? null, log);
  }

  /** The call and the words that promise it are one step: either both are planned or neither. */
  async function promise(
    turn: Turn,
    body: string,
    { seq, words, runAt }: Extract<AskedCall, { ok: true }>,
    log: Logger,
  ): Promise<Verdict> {
    const draft = { ...draftOf(turn), message_id: deps.uuid(), body };
    const call = { seq, quote: words, run_at: runAt?.toISOString() ?? null };
    const saved = await deps.answerWithCall({ ...draft, call }, now());
    log.info(
      { ...idsOf(turn), callId: saved.call_id, result: saved.result },
      'a call was asked for',
    );
    if (saved.result !== 'refused') return said(turn, draft.message_id, saved, 'planned', log);
    // Closed meanwhile: the next turn knows it and promises nothing.
    if (saved.reason === 'calls_closed') return again(turn, 'calls_closed', now());
    return handOver(turn, failed(`call_${saved.reason}`), log);
  }

  async function say(
    turn: Turn,
    body: string,
    ending: Ending | null,
    log: Logger,
  ): Promise<Verdict> {
    const draft = { ...draftOf(turn), message_id: deps.uuid(), body };
    const saved = ending
      ? await deps.finish({ ...draft, ...ending }, now())
      : await replies.saveDraft(draft, now());
    return said(turn, draft.message_id, saved, ending?.reason ?? 'planned', log);
  }

  async function said(
    turn: Turn,
    messageId: string,
    saved: { result: string; reason?: string | null | undefined },
    outcome: string,
    log: Logger,
  ): Promise<Verdict> {
    if (saved.result !== 'planned') {
      metrics.replies.inc({ outcome: 'suppressed' });
      log.info(
        { ...idsOf(turn), why: saved.reason },
        'the draft was out of date when it was ready',
      );
      return { kind: 'skip', reason: saved.reason ?? saved.result };
    }
    await deps.sendSoon(messageId);
    metrics.replies.inc({ outcome });
    log.info({ ...idsOf(turn), messageId, outcome }, 'reply planned');
    return { kind: 'done' };
  }

  async function silence(turn: Turn, reason: string, log: Logger): Promise<Verdict> {
    await replies.saveDraft({ ...draftOf(turn), message_id: deps.uuid(), body: null }, now());
    metrics.replies.inc({ outcome: 'silent' });
    log.info({ ...idsOf(turn), reason }, 'no answer needed');
    return { kind: 'skip', reason };
  }

  /** The database or the model is away: the turn is given back, or, after some tries, to a person. */
  async function trouble(turn: Turn, error: AppError, log: Logger): Promise<Verdict> {
    log.warn({ ...idsOf(turn), err: error }, 'the agent could not answer');
    const unavailable = unheard(turn, 'agent_unavailable');
    const isModels = error.code === 'provider_unavailable';
    // Nobody is answered just now: the lead's turn waits as all others do, and a person knows.
    if (isEverybodys(error)) {
      const rests = await deps.breaker.restsUntil(turn.conversation.id);
      if (rests) return again(turn, 'model_rests', soon(rests, now()));
    }
    if (error.code === 'provider_rejected') return handOver(turn, unavailable, log);
    // Of our own trouble only what no further try will mend; what is away comes back.
    const mayLast = isModels || error.code === 'internal' || !error.retry;
    const tries = turn.conversation.reply_tries;
    if (mayLast && tries >= MAX_TRIES) return handOver(turn, unavailable, log);
    if (!isModels) throw error;
    return again(turn, 'model_unavailable', new Date(now().getTime() + 1_000 * 2 ** tries));
  }

  async function again(turn: Turn, reason: string, at: Date): Promise<Verdict> {
    metrics.replies.inc({ outcome: 'retried' });
    await replies.release(turn.conversation.id, turn.fence, at, now());
    return waitUntil('texts', at, now(), reason);
  }
}

const LOOK_AGAIN_MS = 30_000;
/** Other processes may have found out meanwhile, so nobody sleeps long. */
const soon = (until: Date, now: Date) =>
  new Date(Math.min(until.getTime(), now.getTime() + LOOK_AGAIN_MS));

const isEverybodys = ({ facts }: AppError) =>
  facts['trouble'] === 'account' || facts['trouble'] === 'away';

const failed = (reason: string) => ({ reason, summary: null, tell: true });
const unclear = { reason: 'unclear_opt_out', summary: null, tell: false };
const wordless = { reason: 'picture_without_words', summary: null, tell: false };

/** Nobody could judge what was said. It may refuse contact, so nothing is said to it. */
function unheard(turn: Turn, reason: string) {
  return { reason, summary: null, tell: unjudgedTexts(turn).length === 0 };
}

/** A model could not tell what the lead meant, and no person has said so far. */
function isUnclear({ messages }: Turn): boolean {
  return messages.some(({ refusal_verdict: verdict }) => verdict === 'unclear');
}

/** A picture may say anything: a person looks at it. */
function isWithoutWords(turn: Turn): boolean {
  const fresh = freshTexts(turn);
  return fresh.length > 0 && fresh.every(({ opt_out: found }) => found?.['said'] === 'picture');
}

function draftOf({ conversation, fence, in_reply_to_seq }: Turn) {
  return { conversation_id: conversation.id, fence, in_reply_to_seq };
}

function idsOf({ conversation, fence, in_reply_to_seq: seq }: Turn) {
  return { conversationId: conversation.id, fence, seq };
}

/** A question may stay without an answer only by a person's choice. */
function asksSomething(turn: Turn): boolean {
  return freshTexts(turn).some(({ body }) => body?.includes('?'));
}
