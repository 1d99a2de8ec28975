import type { MessageContext } from '@ringback/shared/db/texts/message-context.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { validityPeriodSeconds } from '@ringback/shared/domain/policy/validity-period.ts';
import type { smsFollowup } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { TextProvider } from '@ringback/shared/providers/sms/port.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import { type AskAgain, learnClaim } from '@ringback/shared/runtime/ask-again.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { createJudgeText, type ReadyText } from './judge-text.ts';
import { createNotClaimed } from './not-claimed.ts';
import type { NotSent } from './not-sent.ts';
import { createRecordSent } from './record-sent.ts';
import { type ClaimSettings, textClaim } from './text-claim.ts';

type Deps = ClaimSettings & {
  /** Recording an outcome is retried until it succeeds; a claim is retried until its deadline. */
  messages: Pick<
    Messages,
    'context' | 'hold' | 'deny' | 'begin' | 'giveUp' | 'recordSent' | 'release'
  >;
  askAgain: AskAgain;
  providerOf: (provider: string) => Pick<TextProvider, 'send'>;
  notSent: NotSent;
  metrics: Pick<TextMetrics, 'sent' | 'held'>;
  /** Where the carrier fetches a picture of ours until then. */
  linkTo: (mediaId: string, until: Date) => string;
  uuid: () => string;
  now: Now;
};

/** The carrier may fetch a picture at the very end of a text's validity. */
const FETCHED_AFTER_MS = 15 * 60_000;
const linksEnd = (at: Date, seconds: number) =>
  new Date(at.getTime() + seconds * 1_000 + FETCHED_AFTER_MS);

/** From the claim to the latest moment at which the order may be sent. */
const DEADLINE_MS = 8_000;

/**
 * Sends one text, once: decide, claim with a fence and a deadline, ask the carrier, record. When the
 * carrier's answer is lost the row stays `sending`: its callback or the carrier's list settles it.
 * When the database's answer is lost the write is retried. A text is never sent twice.
 */
export function createSendText(deps: Deps): Processor<PayloadOf<typeof smsFollowup>> {
  const { messages, providerOf, notSent, now } = deps;
  const judgeText = createJudgeText(deps);
  const notClaimed = createNotClaimed(deps);
  const recordSent = createRecordSent(deps);

  return async function sendText({ messageId }, { log, signal }) {
    const at = now();
    const context = await messages.context(messageId, at);
    if (!context) return { kind: 'skip', reason: 'gone' };
    const { message } = context;
    const provider = providerOf(message.provider);
    if (message.delivery_status !== 'pending' && message.delivery_status !== 'held') {
      return { kind: 'skip', reason: `already ${message.delivery_status}` };
    }
    const due = message.send_at === null ? at : new Date(message.send_at);
    if (due > at) return waitUntil('texts', due, at, 'not due');

    const ready = await judgeText(context, at, log);
    if ('kind' in ready) return ready;

    const deadline = new Date(at.getTime() + DEADLINE_MS);
    const claim = await claimText(ready, context, deadline, at);
    if (claim.verdict !== 'go') return notClaimed(claim, message, log);

    // Counted from when it is sent: the time of the claim is no part of it.
    const seconds = validityPeriodSeconds(now(), ready.until);
    // Too late to act: no order was sent, so the row can wait for its next turn.
    if (signal.aborted || now() >= deadline || seconds === null) {
      const again = { status: 'pending', send_at: now().toISOString() } as const;
      await messages.release(messageId, claim.fence, again, 'too_late', now());
      return { kind: 'skip', reason: 'lost the lock or the deadline before sending' };
    }

    const answer = await provider
      .send({
        to: claim.message.lead_phone,
        sender: claim.conversation.our_number,
        body: ready.body,
        messageId,
        validSeconds: seconds,
        mediaUrls: claim.message.media.map(({ id }) => deps.linkTo(id, linksEnd(now(), seconds))),
      })
      .catch((thrown: unknown) => AppError.from(thrown));
    return answer instanceof AppError
      ? notSent(answer, claim, log)
      : recordSent(answer, claim, log);
  };

  function claimText(ready: ReadyText, context: MessageContext, deadline: Date, at: Date) {
    const messageId = context.message.message_id;
    const claimId = deps.uuid();
    const order = textClaim(ready, context, deps, { claimId, at, deadline });
    const attempt = {
      begin: () => messages.begin(messageId, order, at),
      giveUp: () => messages.giveUp(messageId, claimId, now()),
    };
    return learnClaim(attempt, deadline, deps.askAgain);
  }
}
