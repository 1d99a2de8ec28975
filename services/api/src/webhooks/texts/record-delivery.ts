import type { SoundAlarm } from '@ringback/shared/db/health/sound-alarm.ts';
import type { Delivered } from '@ringback/shared/db/texts/follow-deliveries.ts';
import type { Messages } from '@ringback/shared/db/texts/messages.ts';
import { afterTextError } from '@ringback/shared/domain/texts/after-text-error.ts';
import { consequenceOf } from '@ringback/shared/domain/texts/consequence.ts';
import type { DeliveryEvent } from '@ringback/shared/providers/sms/port.ts';
import { textErrorsOf } from '@ringback/shared/providers/sms/providers.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { QueueText } from '../../queue/queue-text.ts';

type Deps = {
  messages: Pick<Messages, 'find' | 'recordDelivery'>;
  soundAlarm: SoundAlarm;
  queueText: QueueText;
  optOutScope: 'all' | 'sms';
  log: Logger;
};

/**
 * Records a carrier's report on one text, and what follows from its code; in any order, any number
 * of times.
 */
export function createRecordDelivery(deps: Deps) {
  const { messages, soundAlarm, queueText, optOutScope, log } = deps;

  return async function recordDelivery(
    report: DeliveryEvent,
    at: Date,
  ): Promise<Delivered['result']> {
    const { error_code: codeGiven, message_id: messageId, ...delivery } = report;
    const code = codeGiven === undefined ? undefined : String(codeGiven);
    const isFailure = report.status === 'failed' || report.status === 'undelivered';
    // The number of the attempt decides whether there is another one.
    const failed = isFailure && report.message_id ? await messages.find(report.message_id) : null;
    const { meaningOf } = textErrorsOf(report.provider);
    const after = afterTextError({
      error: meaningOf({ code: code === undefined ? null : Number(code) }),
      failures: failed?.attempt ?? 1,
      at,
    });
    const { next, alarm } = consequenceOf(after, { at, optOutScope });
    const recorded = await messages.recordDelivery(
      {
        ...delivery,
        ...(messageId ? { message_id: messageId } : {}),
        ...(code ? { error_code: code } : {}),
        ...(isFailure ? { next } : {}),
      } as Parameters<Messages['recordDelivery']>[0],
      at,
    );
    if (recorded.moved) {
      const ids = { messageId: recorded.message_id, retryId: recorded.retry_id ?? undefined };
      log.info(
        { ...ids, status: report.status, code, next: isFailure ? after.kind : undefined },
        'text moved',
      );
      const message =
        isFailure && alarm && recorded.message_id && (await messages.find(recorded.message_id));
      if (message) await soundAlarm(alarm, { message }, String(code), log);
      if (recorded.retry_id && next.retry_at) await queueText(recorded.retry_id, next.retry_at);
    }
    return recorded.result;
  };
}
