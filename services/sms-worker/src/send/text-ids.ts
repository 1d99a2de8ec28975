import type { MessageRow } from '@ringback/shared/db/text-rows.ts';

/** By what a text is found in the log. */
export function textIds(message: MessageRow) {
  return {
    messageId: message.message_id,
    conversationId: message.conversation_id,
    campaignId: message.campaign_id ?? undefined,
    step: message.step ?? undefined,
    kind: message.kind,
  };
}
