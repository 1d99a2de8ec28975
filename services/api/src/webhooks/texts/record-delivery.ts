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

/** What a carrier says of one text, with what follows from its code; in any order, any number of times. */
export function createRecordDelivery(deps: Deps) {
  const { messages, soundAlarm, queueText, optOutScope, log } = deps;

  return async function recordDelivery(
    news: DeliveryEvent,
    at: Date,
  ): Promise<Delivered['result']> {
    const { error_code: codeGiven, message_id: messageId, ...delivery } = news;
    const code = codeGiven === undefined ? undefined : String(codeGiven);
    const isFailure = news.status === 'failed' || news.status === 'undelivered';
    // Which try it was decides whether there is another one.
    const failed = isFailure && news.message_id ? await messages.find(news.message_id) : null;
    const { meaningOf } = textErrorsOf(news.provider);
    const after = afterTextError({
      error: meaningOf({ code: code === undefined ? null : Number(code) }),
      failures: failed?.attempt ?? 1,
      at,
    });
    const { next, alarm } = consequenceOf(after, { at, optOutScope });
    const told = await messages.recordDelivery(
      {
        ...delivery,
        ...(messageId ? { message_id: messageId } : {}),
        ...(code ? { error_code: code } : {}),
        ...(isFailure ? { next } : {}),
      } as Parameters<Messages['recordDelivery']>[0],
      at,
    );
    if (told.moved) {
      const ids = { messageId: told.message_id, retryId: told.retry_id ?? undefined };
      log.info(
        { ...ids, status: news.status, code, next: isFailure ? after.kind : undefined },
        'text moved',
      );
      const message =
        isFailure && alarm && told.message_id && (await messages.find(told.message_id));
      if (message) await soundAlarm(alarm, { message }, String(code), log);
      if (told.retry_id && next.retry_at) await queueText(told.retry_id, next.retry_at);
    }
    return told.result;
  };
}
