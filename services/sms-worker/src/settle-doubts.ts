import type { InboundTexts } from '@ringback/shared/db/inbound-texts.ts';
import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import {
  blockedScope,
  type OptOutScope,
  wantsCallInstead,
} from '@ringback/shared/domain/opt-out-scope.ts';
import { type ConfirmedBy, weConfirmOptOut } from '@ringback/shared/domain/texts/confirmation.ts';
import type { OptOutJudge } from '@ringback/shared/providers/replies/port.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { HandOver } from './hand-over.ts';
import type { SendSoon } from './send-soon.ts';
import type { TextMetrics } from './text-metrics.ts';
import { freshTexts, type Turn } from './turn.ts';

type Deps = {
  judge: OptOutJudge;
  optOut: OptOut;
  handOver: HandOver;
};

/** Null: nothing speaks against answering. */
export type SettleDoubts = (
  turn: Turn,
  signal: AbortSignal,
  log: Logger,
) => Promise<Verdict | null>;

/**
 * Texts of which the rules could not tell whether they refuse contact are judged before anything is
 * answered. A yes is an opt-out; while nobody is sure, nothing is said and a person looks.
 */
export function createSettleDoubts({ judge, optOut, handOver }: Deps): SettleDoubts {
  return async (turn, signal, log) => {
    const doubtful = freshTexts(turn).filter(({ opt_out: found }) => found?.['kind'] === 'unsure');
    const verdicts = await Promise.all(
      doubtful.map(async (message) => ({
        message,
        ...(await judge.judge(message.body ?? '', { signal })),
      })),
    );
    const refusal = verdicts.find(({ verdict }) => verdict === 'yes');
    if (refusal) return optOut(turn, refusal, log);

    const doubt = verdicts.find(({ verdict }) => verdict === 'unsure');
    if (!doubt) return null;
    log.info(
      { messageId: doubt.message.message_id, failure: doubt.failure ?? undefined },
      'nobody is sure whether this text refuses contact',
    );
    return handOver(turn, { reason: 'unclear_opt_out', summary: null, tell: false }, log);
  };
}

type OptOutDeps = {
  inbound: Pick<InboundTexts, 'optOut'>;
  sendSoon: SendSoon;
  metrics: Pick<TextMetrics, 'replies'>;
  /** What is closed where the words do not say. */
  scope: 'all' | 'sms';
  /** The one confirmation, and whose it is. */
  line: string;
  confirmedBy: ConfirmedBy;
  uuid: () => string;
  now: Now;
};

/** `scope`: known already; else it follows from the words. */
export type Refusal = { words: string; message: MessageRow; scope?: OptOutScope };

export type OptOut = (turn: Turn, refusal: Refusal, log: Logger) => Promise<Verdict>;

/** Writes an opt-out into the ledger and confirms it once. */
export function createOptOut(deps: OptOutDeps): OptOut {
  const { inbound, sendSoon, metrics, line, uuid, now } = deps;
  return async (turn, { words, message, scope }, log) => {
    const { id: conversationId, our_number: ourNumber } = turn.conversation;
    const { message_id: messageId } = message;
    const body = message.body ?? '';
    const at = now();
    const ageMs = message.sent_at ? at.getTime() - Date.parse(message.sent_at) : 0;
    const heard = { body, ourNumber, carrierActed: false, ageMs };
    const isOurs = weConfirmOptOut(heard, deps.confirmedBy);
    const found = await inbound.optOut(
      {
        conversation_id: conversationId,
        message_id: messageId,
        scope: scope ?? blockedScope(body, deps.scope),
        source: 'text',
        words,
        ...(wantsCallInstead(body) && { wants_call: true }),
        confirmation: isOurs ? { message_id: uuid(), body: line } : undefined,
      },
      at,
    );
    if (found?.notice_id) await sendSoon(found.notice_id);
    metrics.replies.inc({ outcome: 'opted_out' });
    log.info({ conversationId, messageId, isNew: found?.is_new }, 'the lead has opted out');
    return { kind: 'skip', reason: 'opted_out' };
  };
}
