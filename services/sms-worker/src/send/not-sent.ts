import type { SoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { TextBegun } from '@ringback/shared/db/texts/send-messages.ts';
import {
  type AfterTextError,
  afterTextError,
} from '@ringback/shared/domain/texts/after-text-error.ts';
import { consequenceOf } from '@ringback/shared/domain/texts/consequence.ts';
import { isAnswerKind } from '@ringback/shared/domain/texts/message-kind.ts';
import { textErrorsOf } from '@ringback/shared/providers/sms/providers.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { TextMetrics } from '../text-metrics.ts';

type Deps = {
  messages: Pick<Messages, 'release'>;
  replies: Pick<Replies, 'handOver'>;
  soundAlarm: SoundAlarm;
  metrics: Pick<TextMetrics, 'sent'>;
  optOutScope: 'all' | 'sms';
  now: Now;
};

type Claimed = Extract<TextBegun, { verdict: 'go' }>;

export type NotSent = (error: AppError, claim: Claimed, log: Logger) => Promise<Verdict>;

const MAX_CLAIMS = 8;
/** How long a text waits when its sender or our account, and not the text, is at fault. */
const NOT_READY_MS = 60 * 60_000;

/**
 * What follows when the carrier did not accept a text. A clear rejection ends the text or delays it,
 * as the table of codes says. An unknown outcome ends nothing: the carrier is asked later.
 */
export function createNotSent(deps: Deps): NotSent {
  const { messages, replies, soundAlarm, metrics, optOutScope, now } = deps;

  return async function notSent(error, claim, log) {
    const ids = { messageId: claim.message.message_id, fence: claim.fence };
    if (error.code !== 'provider_rejected' && error.code !== 'provider_unavailable') {
      return unknown();
    }
    const code = numberIn(error.facts['code']);
    const errors = textErrorsOf(claim.message.provider);
    const after = afterTextError({
      error: errors.meaningOf({ code, httpStatus: numberIn(error.facts['status']) ?? undefined }),
      failures: error.code === 'provider_unavailable' ? claim.fence : claim.message.attempt,
      at: now(),
    });
    if (after.kind === 'reconcile') return unknown();

    const reason = code === null ? 'carrier_refused' : String(code);
    const { next, alarm } = consequenceOf(after, { at: now(), optOutScope });
    if (errors.isForeignSender(code) && isAnswerKind(claim.message.kind)) return toPerson();
    const until = waits(after);
    if (until && claim.fence < MAX_CLAIMS) {
      metrics.sent.inc({ outcome: 'put_off' });
      const { rest_until } = next;
      const again = { status: 'pending', send_at: until.toISOString(), rest_until } as const;
      await messages.release(ids.messageId, ids.fence, again, reason, now());
      if (alarm) await soundAlarm(alarm, claim, reason, log);
      log.warn({ ...ids, err: error, next: after.kind, until }, 'the carrier delayed the text');
      return waitUntil('texts', until, now(), after.kind);
    }
    metrics.sent.inc({ outcome: 'rejected' });
    const { retry_id } = await messages.release(
      ids.messageId,
      ids.fence,
      { status: 'failed', next },
      reason,
      now(),
    );
    if (alarm) await soundAlarm(alarm, claim, reason, log);
    log.warn(
      { ...ids, err: error, next: after.kind, retryId: retry_id ?? undefined },
      'the carrier refused the text',
    );
    return { kind: 'skip', reason };

    function unknown(): Verdict {
      metrics.sent.inc({ outcome: 'unknown' });
      log.warn({ ...ids, err: error }, 'the carrier may have accepted the text, it will be asked');
      return { kind: 'skip', reason: 'outcome unknown' };
    }

    /** The lead wrote to a number of another provider: only a person can answer from there. */
    async function toPerson(): Promise<Verdict> {
      metrics.sent.inc({ outcome: 'rejected' });
      await messages.release(ids.messageId, ids.fence, { status: 'failed' }, reason, now());
      const { result } = await replies.handOver(
        {
          conversation_id: claim.conversation.id,
          reason: 'foreign_sender',
          summary: `The carrier does not send from the number that the lead wrote to (${reason}). The answer that was meant: ${claim.message.body ?? ''}`,
        },
        now(),
      );
      log.error({ ...ids, reason, result }, 'a number that the carrier does not have: to a person');
      return { kind: 'skip', reason };
    }

    /** Until when the same row waits: the text itself is valid. */
    function waits(failure: AfterTextError): Date | null {
      const { kind } = failure;
      if (kind === 'slow_down') return failure.until;
      if (kind === 'retry_later' && error.code === 'provider_unavailable') return failure.retryAt;
      if (kind === 'sender_not_ready' && failure.retryAt) return failure.retryAt;
      const notReady = ['sender_not_ready', 'config', 'stop_sending'].includes(kind);
      return notReady ? new Date(now().getTime() + NOT_READY_MS) : null;
    }
  };
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' && value > 0 ? value : null;
}
