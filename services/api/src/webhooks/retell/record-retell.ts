import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { readRetellEvent } from '@ringback/shared/providers/retell/webhook-event.ts';
import type { NoticeResult } from '../notice.ts';
import { createRecordCall, type RecordCallDeps } from './record-call.ts';
import { createRecordChat, type RecordChatDeps } from './record-chat.ts';
import { createRecordText, type RecordTextDeps } from './record-text.ts';

type Deps = RecordCallDeps & RecordChatDeps & RecordTextDeps;

/** `arrivedAt`: the stamp of its arrival, for what has a place in an order. */
export type RecordTold = (body: unknown, at: Date, arrivedAt?: string) => Promise<NoticeResult>;

/**
 * Records Retell's events of calls and chats, and the texts that older clients relay; any number of
 * times.
 */
export function createRecordRetell(deps: Deps): RecordTold {
  const recordCall = createRecordCall(deps);
  const recordChat = createRecordChat(deps);
  const recordText = createRecordText(deps);

  return async function recordRetell(body, at, arrivedAt) {
    const received = readRetellEvent(body);
    switch (received.kind) {
      case 'call':
        return recordCall(received.call, at);
      case 'chat':
        return recordChat(received.chat, at);
      case 'text':
        return recordText(received.text, at, arrivedAt);
      case 'question':
        // It has an endpoint of its own; as an event it needs no answer.
        return 'ignored';
      case 'other':
        deps.log.info({ event: received.event }, 'webhook of an unknown kind');
        return 'ignored';
      default:
        return unreachable(received);
    }
  };
}
