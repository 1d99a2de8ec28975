import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Replies } from '@ringback/shared/db/texts/replies.ts';
import type { Verdict } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { SendSoon } from '../send/send-soon.ts';
import type { TextMetrics } from '../text-metrics.ts';
import { freshTexts, type Turn } from './turn.ts';

type Deps = {
  replies: Pick<Replies, 'handOver'>;
  conversations: Pick<Conversations, 'setOwner'>;
  sendSoon: SendSoon;
  metrics: Pick<TextMetrics, 'replies'>;
  /** The handover line for the lead: the same words every time. */
  line: string;
  uuid: () => string;
  now: Now;
};

export type HandOverReason = {
  reason: string;
  /** Null: the last words of the lead are the summary. */
  summary: string | null;
  /** False where the lead may have asked not to be texted. */
  notify: boolean;
};

export type HandOver = (turn: Turn, why: HandOverReason, log: Logger) => Promise<Verdict>;

const MOST_WORDS = 600;

/** Gives the conversation to a person and notifies both sides, so that no lead is left without an answer. */
export function createHandOver(deps: Deps): HandOver {
  const { replies, conversations, sendSoon, metrics, line, uuid, now } = deps;

  return async function handOver(turn, { reason, summary, notify }, log) {
    const { id: conversationId } = turn.conversation;
    const { result, notice_id: noticeId } = await replies.handOver(
      {
        conversation_id: conversationId,
        reason,
        summary: summary ?? lastWords(turn),
        line: notify ? { message_id: uuid(), body: line } : undefined,
      },
      now(),
    );
    if (result === 'no_human_turn') {
      // A person handed it back without a reply. Another handover would loop: it waits in the inbox.
      await conversations.setOwner(conversationId, 'paused', null, now());
    }
    if (noticeId) await sendSoon(noticeId);
    const outcome = result === 'no_human_turn' ? 'paused' : 'handed_over';
    metrics.replies.inc({ outcome });
    log.info({ conversationId, reason, result }, 'conversation handed over to a person');
    return { kind: 'skip', reason: `${outcome}: ${reason}` };
  };
}

function lastWords(turn: Turn): string {
  const words = freshTexts(turn)
    .map(({ body }) => body ?? '')
    .join(' / ');
  return words === ''
    ? 'The lead has written without words.'
    : `The lead wrote: ${words}`.slice(0, MOST_WORDS);
}
