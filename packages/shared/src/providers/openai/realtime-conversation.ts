import type { Conversation } from '../conversation/port.ts';
import { textItem } from './realtime-session.ts';
import type { ReplyAsker } from './reply-asker.ts';

type Deps = {
  replies: Pick<ReplyAsker, 'put' | 'speak'>;
  send: (message: object) => void;
  sendSound: (payload: Buffer) => void;
  close: () => void;
};

/** What we do in a conversation, in the vendor's words. */
export function createConversation({ replies, send, sendSound, close }: Deps): Conversation {
  return {
    appendAudio: sendSound,
    speak: replies.speak,
    tell(text, { by, answer }) {
      replies.put(textItem(by === 'caller' ? 'user' : 'system', text));
      if (answer) replies.speak();
    },
    truncate(itemId, heardMs) {
      send({
        type: 'conversation.item.truncate',
        item_id: itemId,
        content_index: 0,
        audio_end_ms: heardMs,
      });
    },
    giveResults(results, { answer }) {
      for (const { callId, output } of results) {
        replies.put({
          type: 'conversation.item.create',
          item: { type: 'function_call_output', call_id: callId, output: JSON.stringify(output) },
        });
      }
      if (answer) replies.speak();
    },
    close,
  };
}
