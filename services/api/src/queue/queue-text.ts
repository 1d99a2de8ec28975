import { smsFollowup } from '@ringback/shared/jobs/sms-followup.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';

export type QueueText = ReturnType<typeof createQueueText>;

/** Texts due later than this get their job from the sweep, so that Redis holds the near future only. */
const NEAR_MS = 15 * 60_000;

type Deps = { enqueue: Enqueue; log: Logger; now: () => Date };

/** Gives a planned text its job; true if it has one now. Lost, it is found by the sweep. */
export function createQueueText({ enqueue, log, now }: Deps) {
  return async function queueText(messageId: string, sendAt: string | null): Promise<boolean> {
    const delayMs = (sendAt === null ? 0 : Date.parse(sendAt)) - now().getTime();
    if (delayMs > NEAR_MS) return false;
    try {
      await enqueue(smsFollowup, { messageId }, { delayMs });
      return true;
    } catch (err) {
      log.warn({ err, messageId }, 'text accepted without its job');
      return false;
    }
  };
}
