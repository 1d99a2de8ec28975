import type { AnswerWithCall } from '@ringback/shared/db/texts/answer-with-call.ts';
import type { FinishConversation } from '@ringback/shared/db/texts/finish-conversation.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SendSoon } from '../send/send-soon.ts';
import type { TextMetrics } from '../text-metrics.ts';
import type { GiveBack } from './give-back.ts';
import type { HandOver } from './hand-over.ts';
import type { NextStep } from './next-step.ts';
import type { OptOut } from './opt-out.ts';
import { factsOf, type Turn } from './turn.ts';
import type { UpdateLead } from './update-lead.ts';

type Deps = {
  replies: Pick<Replies, 'saveDraft'>;
  finish: FinishConversation;
  answerWithCall: AnswerWithCall;
  optOut: OptOut;
  handOver: HandOver;
  giveBack: GiveBack;
  updateLead: UpdateLead;
  sendSoon: SendSoon;
  metrics: Pick<TextMetrics, 'replies'>;
  uuid: () => string;
  now: Now;
};

type Step<Kind extends NextStep['do']> = Extract<NextStep, { do: Kind }>;

export type PerformStep = ReturnType<typeof createPerformStep>;

/**
 * Carries out what was decided about a turn. Before a reply is sent, the database checks that it still
 * answers the newest text.
 */
export function createPerformStep(deps: Deps) {
  const { replies, metrics, uuid, now } = deps;

  return async function performStep(turn: Turn, step: NextStep, log: Logger): Promise<Verdict> {
    switch (step.do) {
      case 'hand_over':
        if (step.fault) {
          log.warn({ ...factsOf(turn), fault: step.fault }, 'a reply did not pass the guard');
        }
        return deps.handOver(turn, step.why, log);
      case 'opt_out':
        return deps.optOut(turn, step.refusal, log);
      case 'stay_silent':
        return staySilent(turn, step, log);
      case 'promise':
        return promise(turn, step, log);
      case 'say':
        return say(turn, step, log);
      default:
        return unreachable(step);
    }
  };

  async function staySilent(turn: Turn, { reason, update }: Step<'stay_silent'>, log: Logger) {
    if (update) await deps.updateLead(turn, update, log);
    await replies.saveDraft({ ...draftOf(turn), message_id: uuid(), body: null }, now());
    metrics.replies.inc({ outcome: 'silent' });
    log.info({ ...factsOf(turn), reason }, 'no answer needed');
    return { kind: 'skip', reason } as const;
  }

  /** The call and the words that promise it are one step: either both are planned or neither. */
  async function promise(turn: Turn, { text, call: asked }: Step<'promise'>, log: Logger) {
    const draft = { ...draftOf(turn), message_id: uuid(), body: text };
    const { seq, words, runAt } = asked;
    const call = { seq, quote: words, run_at: runAt?.toISOString() ?? null };
    const saved = await deps.answerWithCall({ ...draft, call }, now());
    const { call_id: callId, result } = saved;
    log.info({ ...factsOf(turn), callId, result }, 'a call was asked for');
    if (result !== 'refused') return said(turn, draft.message_id, saved, 'planned', log);
    // Suppressed meanwhile: the next turn knows it and promises nothing.
    if (saved.reason === 'calls_closed') return deps.giveBack(turn, 'calls_closed', now());
    const why = { reason: `call_${saved.reason}`, summary: null, notify: true };
    return deps.handOver(turn, why, log);
  }

  async function say(turn: Turn, { text, ending, update }: Step<'say'>, log: Logger) {
    if (update) await deps.updateLead(turn, update, log);
    const draft = { ...draftOf(turn), message_id: uuid(), body: text };
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
      const why = saved.reason;
      log.info({ ...factsOf(turn), why }, 'the draft was out of date');
      return { kind: 'skip', reason: saved.reason ?? saved.result };
    }
    await deps.sendSoon(messageId);
    metrics.replies.inc({ outcome });
    log.info({ ...factsOf(turn), messageId, outcome }, 'reply planned');
    return { kind: 'done' };
  }
}

function draftOf({ conversation, fence, in_reply_to_seq }: Turn) {
  return { conversation_id: conversation.id, fence, in_reply_to_seq };
}
