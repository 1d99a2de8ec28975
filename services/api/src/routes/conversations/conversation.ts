import { ConversationRow, MessageRow } from '@ringback/shared/db/text-rows.ts';
import type { Conversations } from '@ringback/shared/db/texts/conversations.ts';
import { AppError } from '@ringback/shared/runtime/errors.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import { z } from 'zod';
import { one } from '../../http/route.ts';

/** The schemas of conversations and texts in the documentation. */
export const Conversation = ConversationRow.extend({}).openapi('Conversation');
export const Message = MessageRow.extend({}).openapi('Message');

export const byId = z.object({ id: z.uuid() });
export const answer = { 200: { description: 'The conversation', schema: one(Conversation) } };

export async function findConversation(
  conversations: Pick<Conversations, 'find'>,
  id: string,
): Promise<ConversationRow> {
  const conversation = await conversations.find(id);
  if (!conversation) throw noSuchConversation();
  return conversation;
}

export function noSuchConversation(): AppError {
  return new AppError('not_found', 'This conversation does not exist.');
}

/** Records who changed a conversation, and why. */
export function logMoved(
  log: Logger,
  { id, owner }: ConversationRow,
  { why, by }: { why: string; by: string },
): void {
  log.info({ conversationId: id, owner, why, by }, 'conversation moved');
}
