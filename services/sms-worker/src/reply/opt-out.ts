import type { ConversationRow, MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { InboundTexts } from '@ringback/shared/db/texts/inbound-texts.ts';
import {
  blockedScope,
  type OptOutScope,
  wantsCallInstead,
} from '@ringback/shared/domain/opt-out/scope.ts';
import { type ConfirmedBy, weConfirmOptOut } from '@ringback/shared/domain/texts/confirmation.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SendSoon } from '../send/send-soon.ts';
import type { TextMetrics } from '../text-metrics.ts';
import type { Turn } from './turn.ts';

export type Confirming = {
  /** The one confirmation, and who sends it. */
  line: string;
  confirmedBy: ConfirmedBy;
  uuid: () => string;
};

/** The one confirmation of the refusal in this text, if it is ours to send. */
export function confirmationOf(
  message: MessageRow,
  { our_number: ourNumber }: Pick<ConversationRow, 'our_number'>,
  { line, confirmedBy, uuid }: Confirming,
  at: Date,
): { message_id: string; body: string } | undefined {
  const ageMs = message.sent_at ? at.getTime() - Date.parse(message.sent_at) : 0;
  const received = { body: message.body ?? '', ourNumber, carrierActed: false, ageMs };
  return weConfirmOptOut(received, confirmedBy) ? { message_id: uuid(), body: line } : undefined;
}

type Deps = Confirming & {
  inbound: Pick<InboundTexts, 'optOut'>;
  sendSoon: SendSoon;
  metrics: Pick<TextMetrics, 'replies'>;
  /** The scope of the suppression where the words do not name one. */
  scope: 'all' | 'sms';
  now: Now;
};

/** `scope`: known already; else it follows from the words. */
export type Refusal = { words: string; message: MessageRow; scope?: OptOutScope };

export type OptOut = (turn: Turn, refusal: Refusal, log: Logger) => Promise<Verdict>;

/** Records an opt-out and confirms it once. */
export function createOptOut(deps: Deps): OptOut {
  const { inbound, sendSoon, metrics, now } = deps;
  return async function optOut(turn, { words, message, scope }, log) {
    const { id: conversationId } = turn.conversation;
    const { message_id: messageId } = message;
    const body = message.body ?? '';
    const at = now();
    const found = await inbound.optOut(
      {
        conversation_id: conversationId,
        message_id: messageId,
        scope: scope ?? blockedScope(body, deps.scope),
        source: 'text',
        words,
        ...(wantsCallInstead(body) && { wants_call: true }),
        confirmation: confirmationOf(message, turn.conversation, deps, at),
      },
      at,
    );
    if (found?.notice_id) await sendSoon(found.notice_id);
    metrics.replies.inc({ outcome: 'opted_out' });
    log.info({ conversationId, messageId, isNew: found?.is_new }, 'the lead has opted out');
    return { kind: 'skip', reason: 'opted_out' };
  };
}
