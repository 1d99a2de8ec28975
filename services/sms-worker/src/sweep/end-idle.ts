import type { ConversationRow } from '@ringback/shared/db/text-rows.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import type { Outcome } from '@ringback/shared/domain/outcome.ts';
import { isHandedOver } from '@ringback/shared/domain/texts/handed-over.ts';
import type { endIdleConversations } from '@ringback/shared/jobs/catalog.ts';
import type { PayloadOf } from '@ringback/shared/jobs/define-job.ts';
import type { EndIdleReport } from '@ringback/shared/jobs/end-idle-report.ts';
import type { Processor } from '@ringback/shared/queue/run-worker.ts';
import type { Now } from '@ringback/shared/runtime/clock.ts';

type Deps = {
  conversations: Pick<Conversations, 'idle' | 'find' | 'end'>;
  /** Days without a text after which a conversation ends. */
  days: number;
  now: Now;
};

const BATCH = 200;

/** Ends conversations that have gone idle. */
export function createEndIdle(deps: Deps): Processor<PayloadOf<typeof endIdleConversations>> {
  const { conversations, days, now } = deps;

  return async function endIdle(_, { log }) {
    const report: EndIdleReport = { ended_conversations: [] };
    for (const id of await conversations.idle(days, now(), BATCH)) {
      const conversation = await conversations.find(id);
      if (!conversation) continue;
      const { result } = await conversations.end(
        {
          conversation_id: id,
          outcome: outcomeOf(conversation),
          reason: 'silent',
          evidence: evidenceOf(conversation, days),
        },
        now(),
      );
      if (result !== 'ended') continue;
      report.ended_conversations.push(id);
      log.info({ conversationId: id }, 'idle conversation ended');
    }
    return { kind: 'done', result: report };
  };
}

/** The outcome that is certain without reading it. The analyzer judges the words of a lead. */
function outcomeOf(conversation: ConversationRow): Outcome | undefined {
  if (isHandedOver(conversation)) return 'escalated';
  // The outcome of an earlier ending is kept until this one is judged.
  if (conversation.conversion_status) return undefined;
  return conversation.last_inbound_seq === 0 ? 'no_response' : undefined;
}

function evidenceOf(conversation: ConversationRow, days: number): Record<string, unknown> {
  const { last_activity_at, handed_over_at, handover_reason } = conversation;
  const handover = isHandedOver(conversation) ? { handed_over_at, handover_reason } : {};
  return { last_activity_at, days, ...handover };
}
