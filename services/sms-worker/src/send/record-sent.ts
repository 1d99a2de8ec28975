import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import type { TextBegun } from '@ringback/shared/db/texts/send-messages.ts';
import type { SentText } from '@ringback/shared/providers/sms/port.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { textIds } from './text-ids.ts';

type Deps = {
  messages: Pick<Messages, 'recordSent'>;
  metrics: Pick<TextMetrics, 'sent'>;
  now: Now;
};

/** The carrier has the text: its id belongs on the row, if the row is still ours. */
export function createRecordSent({ messages, metrics, now }: Deps) {
  return async function recordSent(
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
        { ...textIds(message), messageSid: sent.messageSid, recorded },
        'this text was not ours to send any more, and it is out',
      );
      return { kind: 'skip', reason: recorded };
    }
    metrics.sent.inc({ outcome: 'sent' });
    log.info({ ...textIds(message), messageSid: sent.messageSid }, 'text sent');
    return { kind: 'done' };
  };
}
