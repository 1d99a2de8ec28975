import { smsFollowup } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

/** Adds the job of a planned text at once. */
export type SendSoon = (messageId: string) => Promise<void>;

/** During an outage of the queue it is left to the sweep, which finds every planned text by its row. */
export function createSendSoon({ enqueue, log }: { enqueue: Enqueue; log: Logger }): SendSoon {
  return async function sendSoon(messageId) {
    await enqueue(smsFollowup, { messageId }).catch((err: unknown) =>
      log.warn({ messageId, err }, 'text left to the sweep'),
    );
  };
}
