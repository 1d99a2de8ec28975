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
  /** After so many days of silence. */
  days: number;
  now: Now;
};

const BATCH = 200;

/** Ends conversations in which nobody says anything any more. */
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
      log.info({ conversationId: id }, 'conversation ended in silence');
    }
    return { kind: 'done', result: report };
  };
}

/** What is certain without reading it. Words of a lead are the analyzer's to judge. */
function outcomeOf(conversation: ConversationRow): Outcome | undefined {
  if (isHandedOver(conversation)) return 'escalated';
  // What an earlier ending came to is kept until somebody judges this one.
  if (conversation.conversion_status) return undefined;
  return conversation.last_inbound_seq === 0 ? 'no_response' : undefined;
}

function evidenceOf(conversation: ConversationRow, days: number): Record<string, unknown> {
  const { last_activity_at, handed_over_at, handover_reason } = conversation;
  const handover = isHandedOver(conversation) ? { handed_over_at, handover_reason } : {};
  return { last_activity_at, days, ...handover };
}
