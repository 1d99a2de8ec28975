import type { MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { MessageContext } from '@ringback/shared/db/texts/message-context.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { validityPeriodSeconds } from '@ringback/shared/domain/policy/validity-period.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { decideText, type TextPolicy } from './decide-text.ts';
import { textIds } from './text-ids.ts';
import { wordStep } from './word-step.ts';

type Deps = {
  messages: Pick<Messages, 'hold' | 'deny'>;
  metrics: Pick<TextMetrics, 'sent' | 'held'>;
  policy: TextPolicy;
};

/** A text that may leave: its words, and until when. */
export type ReadyText = {
  body: string;
  variant?: string;
  stepVersion?: number;
  until: Date;
  seconds: number;
  evidence: Record<string, unknown>;
};

type Why = { rule: string; reason: string; evidence: Record<string, unknown> };

/** Whether a text may leave now; what happens instead is on record then. */
export function createJudgeText({ messages, metrics, policy }: Deps) {
  async function hold(message: MessageRow, why: Why & { until: Date }, at: Date, log: Logger) {
    await messages.hold(message.message_id, why.until, why, at);
    metrics.held.inc({ rule: why.rule });
    log.info({ ...textIds(message), rule: why.rule, until: why.until }, 'text held');
    return waitUntil('texts', why.until, at, why.rule);
  }

  async function deny(message: MessageRow, why: Why, at: Date, log: Logger): Promise<Verdict> {
    await messages.deny(message.message_id, why, at);
    metrics.sent.inc({ outcome: 'denied' });
    log.info({ ...textIds(message), rule: why.rule }, 'text refused by the rules');
    return { kind: 'skip', reason: why.rule };
  }

  return async function judgeText(
    context: MessageContext,
    at: Date,
    log: Logger,
  ): Promise<ReadyText | Verdict> {
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
  };
}
