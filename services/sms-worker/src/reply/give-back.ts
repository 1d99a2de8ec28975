import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import { waitUntil } from '@ringback/shared/queue/wait-until.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { TextMetrics } from '../text-metrics.ts';
import type { Turn } from './turn.ts';

type Deps = {
  replies: Pick<Replies, 'release'>;
  metrics: Pick<TextMetrics, 'replies'>;
  now: Now;
};

export type GiveBack = (turn: Turn, reason: string, at: Date) => Promise<Verdict>;

/** Releases a turn without a result; it is taken again at that time. */
export function createGiveBack({ replies, metrics, now }: Deps): GiveBack {
  return async function giveBack({ conversation, fence }, reason, at) {
    metrics.replies.inc({ outcome: 'retried' });
    await replies.release(conversation.id, fence, at, now());
    return waitUntil('texts', at, now(), reason);
  };
}
