import { unreachable } from '@ringback/shared/domain/unreachable.ts';
import { readTold } from '@ringback/shared/providers/retell/told.ts';
import type { NoticeResult } from '../notice.ts';
import { createRecordCall, type RecordCallDeps } from './record-call.ts';
import { createRecordChat, type RecordChatDeps } from './record-chat.ts';
import { createRecordText, type RecordTextDeps } from './record-text.ts';

type Deps = RecordCallDeps & RecordChatDeps & RecordTextDeps;

/** `arrivedAt`: the stamp of its arrival, for what has a place in an order. */
export type RecordTold = (body: unknown, at: Date, arrivedAt?: string) => Promise<NoticeResult>;

/** What Retell tells of calls and chats, and the texts that older clients relay; any number of times. */
export function createRecordRetell(deps: Deps): RecordTold {
  const recordCall = createRecordCall(deps);
  const recordChat = createRecordChat(deps);
  const recordText = createRecordText(deps);

  return async function recordRetell(body, at, arrivedAt) {
    const told = readTold(body);
    switch (told.kind) {
      case 'call':
        return recordCall(told.call, at);
      case 'chat':
        return recordChat(told.chat, at);
      case 'text':
        return recordText(told.text, at, arrivedAt);
      case 'question':
        // It has its own address; told here it needs no answer.
        return 'ignored';
      case 'other':
        deps.log.info({ event: told.event }, 'webhook of an unknown kind');
        return 'ignored';
      default:
        return unreachable(told);
    }
  };
}
