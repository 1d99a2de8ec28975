import { isNear } from '@ringback/shared/domain/near.ts';
import { smsFollowup } from '@ringback/shared/jobs/catalog.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

export type QueueText = ReturnType<typeof createQueueText>;

type Deps = { enqueue: Enqueue; log: Logger; now: () => Date };

/**
 * Queues the job of a planned text; true if it has one now. The sweep finds a text whose job is
 * lost.
 */
export function createQueueText({ enqueue, log, now }: Deps) {
  return async function queueText(messageId: string, sendAt: string | null): Promise<boolean> {
    const at = now();
    const dueAt = sendAt === null ? at : new Date(sendAt);
    if (!isNear('orders', dueAt, at)) return false;
    const delayMs = dueAt.getTime() - at.getTime();
    try {
      await enqueue(smsFollowup, { messageId }, { delayMs });
      return true;
    } catch (err) {
      log.warn({ err, messageId }, 'text accepted without its job');
      return false;
    }
  };
}
