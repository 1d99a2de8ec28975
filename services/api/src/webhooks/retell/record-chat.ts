import type { Chats, ToldChat as ChatToRecord } from '@ringback/shared/db/texts/chats.ts';
import type { WebhookReceipts } from '@ringback/shared/db/webhooks/webhook-receipts.ts';
import { decideOptOut } from '@ringback/shared/domain/opt-out/decide-opt-out.ts';
import { otherParty } from '@ringback/shared/domain/other-party.ts';
import type { ParsedPhone } from '@ringback/shared/domain/phone-number/phone.ts';
import { foundIn } from '@ringback/shared/inbound/found-in.ts';
import { analyzeConversation } from '@ringback/shared/jobs/catalog.ts';
import type { ToldChat } from '@ringback/shared/providers/retell/told.ts';
import type { Enqueue } from '@ringback/shared/queue/producer.ts';
import { inTurns } from '@ringback/shared/runtime/in-turns.ts';
import type { Logger } from '@ringback/shared/runtime/logger.ts';
import type { NoticeResult } from '../notice.ts';
import { inSlices } from './in-slices.ts';
import { PROVIDER } from './provider.ts';

export type RecordChatDeps = {
  chats: Pick<Chats, 'record' | 'unknown'>;
  receipts: Pick<WebhookReceipts, 'note'>;
  enqueue: Enqueue;
  readPhone: (text: string) => ParsedPhone;
  optOutScope: 'all' | 'sms';
  log: Logger;
  newId: () => string;
  /** Lets everybody else have a turn. */
  pause?: () => Promise<unknown>;
};

/** Characters that are judged in one turn. */
const JUDGED_AT_ONCE = 2_000;

/**
 * Records a chat, which is told as a whole each time; a number is known only if it was handed out with
 * the chat.
 */
export function createRecordChat(deps: RecordChatDeps) {
  const { chats, receipts, enqueue, log } = deps;

  return async function recordChat(chat: ToldChat, at: Date): Promise<NoticeResult> {
    const { event, from, to } = chat;
    const note = (result: NoticeResult) =>
      receipts.note(
        { provider: PROVIDER, kind: 'chat', key: `${chat.chatId}/${event}`, result },
        at,
      );
    if (otherParty({ direction: 'inbound', from, to }) === null || !to) {
      await note('stranger');
      return 'stranger';
    }
    const person = deps.readPhone(from);
    const about = {
      provider: PROVIDER,
      chat_id: chat.chatId,
      from,
      to,
      ...(person.ok ? { country: person.country } : {}),
    };
    // It is told as a whole each time: what is known was judged before.
    const news = await chats.unknown(chat.messages.map(sidOf));
    const unknown = chat.messages.filter((message) => news.has(sidOf(message)));
    const messages = await inTurns(unknown, told, {
      costOf: ({ body }) => body.length + 1,
      most: JUDGED_AT_ONCE,
      ...(deps.pause ? { pause: deps.pause } : {}),
    });
    let recorded = 0;
    let conversationId: string | null = null;
    for (const some of inSlices(messages)) {
      const written = await chats.record({ ...about, messages: some }, at);
      recorded += written.recorded;
      conversationId = written.conversation_id;
    }
    const isNew = await note('recorded');
    if (chat.isOver && conversationId) {
      await enqueue(analyzeConversation, { conversationId, run: event }).catch((err: unknown) =>
        log.warn({ err, conversationId }, 'chat ended without its job'),
      );
    }
    log.info({ event, conversationId, recorded }, 'chat told');
    return recorded > 0 || isNew ? 'recorded' : 'repeated';
  };

  function told(message: ToldChat['messages'][number]): ChatToRecord['messages'][number] {
    const { role, body } = message;
    const entry = { message_id: deps.newId(), provider_sid: sidOf(message), body };
    if (role === 'agent') return { ...entry, role };
    const found = foundIn({ kind: 'words', words: body }, decideOptOut(body), deps.optOutScope);
    return { ...entry, role, opt_out: found };
  }
}

const sidOf = ({ id }: { id: string }) => `${PROVIDER}:${id}`;
