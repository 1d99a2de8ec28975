import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { MessageContext } from '@ringback/shared/db/texts/message-context.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { TextBegun } from '@ringback/shared/db/texts/send-messages.ts';
import { type Ceilings, ceilingsOn } from '@ringback/shared/domain/policy/ceilings.ts';
import { dialable } from '@ringback/shared/domain/policy/judge-number.ts';
import { limitsOn } from '@ringback/shared/domain/policy/limits.ts';
import { validityPeriodSeconds } from '@ringback/shared/domain/policy/validity-period.ts';
import { textCostUsd } from '@ringback/shared/domain/prices/contact-prices.ts';
import { segmentsOf } from '@ringback/shared/domain/texts/segments.ts';
import { usualPace } from '@ringback/shared/domain/texts/sender-pace.ts';
import type { smsFollowup } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { SentText, TextProvider } from '@ringback/shared/providers/sms/port.ts';
import type { Processor, Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import { type AskAgain, learnClaim } from '@ringback/shared/runtime/ask-again.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { decideText, type TextPolicy } from './decide-text.ts';
import type { NotSent } from './not-sent.ts';
import { wordStep } from './word-step.ts';

type Deps = {
  /** What happened is told until it is heard; a claim is asked for until its deadline. */
  messages: Pick<
    Messages,
    'context' | 'hold' | 'deny' | 'begin' | 'giveUp' | 'recordSent' | 'release'
  >;
  askAgain: AskAgain;
  providerOf: (provider: string) => Pick<TextProvider, 'send'>;
  notSent: NotSent;
  metrics: Pick<TextMetrics, 'sent' | 'held'>;
  policy: TextPolicy;
  ceilings: Ceilings;
  /** What one segment costs wherever it goes; null: what the price table says. */
  segmentUsd: number | null;
  /** Confirmations of START and answers to HELP that one number gets in a day, of each kind. */
  noticesPerDay: number;
  /** Of senders that have no pace of their own; null: what is usual for their kind. */
  textsPerSecond: number | null;
  worker: string;
  uuid: () => string;
  now: Now;
};

/** From the claim to the latest moment at which the order may leave us. */
const DEADLINE_MS = 8_000;
/** What a claim that lost its race looks at next. */
const SOON_MS = 250;

type Ready = {
  body: string;
  variant?: string;
  stepVersion?: number;
  until: Date;
  seconds: number;
  evidence: Record<string, unknown>;
};

/**
 * Sends one text, once: decide, claim with a fence and a deadline, ask the carrier, record. When the
 * carrier's answer is lost the row stays `sending`: its callback or the carrier's list settles it.
 * When the database's is lost it is asked again. Nobody is ever told twice.
 */
export function createSendText(deps: Deps): Processor<PayloadOf<typeof smsFollowup>> {
  const { messages, providerOf, notSent, metrics, policy, segmentUsd, worker, now } = deps;
  const { askAgain, uuid } = deps;

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

    const ready = await judge(context, at, log);
    if ('kind' in ready) return ready;

    const deadline = new Date(at.getTime() + DEADLINE_MS);
    const order = claimFor(ready, context, deadline, at);
    const claim = await learnClaim(
      {
        begin: () => messages.begin(messageId, order, at),
        giveUp: () => messages.giveUp(messageId, order.claim_id, now()),
      },
      deadline,
      askAgain,
    );
    if (claim.verdict !== 'go') return notClaimed(claim, message, log);

    // Counted from when it leaves: what the claim took of the window is no part of it.
    const seconds = validityPeriodSeconds(now(), ready.until);
    // Too late to act: nothing has left us, so the row may simply wait for its next turn.
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
        mediaUrls: mediaOf(claim.message),
      })
      .catch((thrown: unknown) => AppError.from(thrown));
    return answer instanceof AppError ? notSent(answer, claim, log) : record(answer, claim, log);
  };

  /** The words, and until when they may leave; or what happens instead, which is on record then. */
  async function judge(context: MessageContext, at: Date, log: Logger): Promise<Ready | Verdict> {
    const { message } = context;
    const verdict = decideText(context, policy, at);
    const seconds = verdict.verdict === 'allow' ? validityPeriodSeconds(at, verdict.until) : null;
    if (verdict.verdict === 'deny') return deny(message, verdict, at, log);
    if (verdict.verdict === 'hold' || seconds === null) {
      const rule = verdict.verdict === 'hold' ? verdict.rule : 'window_closing';
      return hold(message, { ...verdict, rule }, at, log);
    }
    const words = wordStep(context);
    if (!words.ok) {
      const { rule, reason, missing } = words;
      return deny(message, { rule, reason, evidence: { missing } }, at, log);
    }
    return { ...words, until: verdict.until, seconds, evidence: verdict.evidence };
  }

  type Why = { rule: string; reason: string; evidence: Record<string, unknown> };

  async function hold(message: MessageRow, why: Why & { until: Date }, at: Date, log: Logger) {
    await messages.hold(message.message_id, why.until, why, at);
    metrics.held.inc({ rule: why.rule });
    log.info({ ...idsOf(message), rule: why.rule, until: why.until }, 'text held');
    return waitUntil('texts', why.until, at, why.rule);
  }

  async function deny(message: MessageRow, why: Why, at: Date, log: Logger): Promise<Verdict> {
    await messages.deny(message.message_id, why, at);
    metrics.sent.inc({ outcome: 'denied' });
    log.info({ ...idsOf(message), rule: why.rule }, 'text refused by the rules');
    return { kind: 'skip', reason: why.rule };
  }

  function claimFor(ready: Ready, context: MessageContext, deadline: Date, at: Date) {
    const { conversation, message, lead } = context;
    const { caps } = policy;
    const phone = message.lead_phone;
    const { segments } = segmentsOf(ready.body);
    return {
      claim_id: uuid(),
      worker,
      deadline_at: deadline.toISOString(),
      open_until: ready.until.toISOString(),
      valid_until: new Date(at.getTime() + ready.seconds * 1_000).toISOString(),
      limits: limitsOn({ channel: 'text', lead: lead ?? {}, phone, caps, at }),
      number: dialable(phone, policy.numbers),
      segments,
      per_second: usualPace(conversation.our_number, deps.textsPerSecond),
      ...ceilingsOn(phone, deps.ceilings),
      cost_usd: segmentUsd === null ? textCostUsd(phone, segments) : segments * segmentUsd,
      notices_per_day: deps.noticesPerDay,
      body: ready.body,
      variant: ready.variant,
      step_version: ready.stepVersion,
      evidence: ready.evidence,
    };
  }

  function notClaimed(
    claim: Exclude<TextBegun, { verdict: 'go' }>,
    message: MessageRow,
    log: Logger,
  ): Verdict {
    switch (claim.verdict) {
      case 'skip':
        return { kind: 'skip', reason: `already ${claim.status}` };
      case 'denied':
        metrics.sent.inc({ outcome: 'denied' });
        log.info({ ...idsOf(message), rule: claim.rule }, 'text refused at the claim');
        return { kind: 'skip', reason: claim.rule };
      case 'wait': {
        metrics.held.inc({ rule: claim.rule });
        // To wait a moment for one's turn is nothing to be told of.
        const level = claim.rule === 'sender_pace' ? 'debug' : 'info';
        log[level]({ ...idsOf(message), rule: claim.rule, until: claim.until }, 'text held');
        const soon = now().getTime() + SOON_MS;
        return waitUntil(
          'texts',
          new Date(Math.max(Date.parse(claim.until), soon)),
          now(),
          claim.rule,
        );
      }
    }
  }

  async function record(
    sent: SentText,
    { message, fence }: Extract<TextBegun, { verdict: 'go' }>,
    log: Logger,
  ): Promise<Verdict> {
    const news = {
      sid: sent.messageSid,
      // Bad news in the first answer is told again by the carrier, with its reason.
      status: sent.status === 'sent' || sent.status === 'delivered' ? sent.status : 'queued',
      segments: sent.segments ?? undefined,
    } as const;
    const recorded = await messages.recordSent(message.message_id, fence, news, now());
    if (recorded === 'duplicate' || recorded === 'late') {
      metrics.sent.inc({ outcome: recorded });
      log.error(
        { ...idsOf(message), messageSid: sent.messageSid, recorded },
        'this text was not ours to send any more, and it is out',
      );
      return { kind: 'skip', reason: recorded };
    }
    metrics.sent.inc({ outcome: 'sent' });
    log.info({ ...idsOf(message), messageSid: sent.messageSid }, 'text sent');
    return { kind: 'done' };
  }
}

export function idsOf(message: MessageRow) {
  return {
    messageId: message.message_id,
    conversationId: message.conversation_id,
    campaignId: message.campaign_id ?? undefined,
    step: message.step ?? undefined,
    kind: message.kind,
  };
}

function mediaOf({ media }: MessageRow): string[] {
  return media.flatMap((one) => {
    const url = (Object(one) as { url?: unknown }).url;
    return typeof url === 'string' ? [url] : [];
  });
}
