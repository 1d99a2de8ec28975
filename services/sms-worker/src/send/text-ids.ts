import type { MessageRow } from '@ringback/shared/db/text-rows.ts';

/** The ids that identify a text in the log. */
export function textIds(message: MessageRow) {
  return {
    messageId: message.message_id,
    conversationId: message.conversation_id,
    campaignId: message.campaign_id ?? undefined,
    step: message.step ?? undefined,
    kind: message.kind,
  };
}
