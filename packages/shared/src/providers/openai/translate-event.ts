import type { ConversationEvents, ItemRole, ReplyStatus } from '../conversation/port.ts';
import type { DoneResponse, ServerEvent } from './realtime-events.ts';
import type { ReplyAsker } from './reply-asker.ts';

/** Events of the conversation; the others are about the session itself. */
export type ReceivedEvent = Exclude<
  ServerEvent,
  { type: 'session.created' | 'session.updated' | 'error' }
>;

type Deps = {
  events: ConversationEvents;
  replies: Pick<ReplyAsker, 'taken' | 'began' | 'ended'>;
  /** How much audio was sent after that position in it. */
  sinceMs: (soundMs: number | null | undefined) => number;
};

/** Translates the vendor's events of a conversation into ours. */
export function createTranslateEvent({ events, replies, sinceMs }: Deps) {
  const texts = new Map<string, string>();

  return function translate(event: ReceivedEvent) {
    switch (event.type) {
      case 'conversation.item.added':
        if (isOurs(event.item)) replies.taken();
        return placed(
          isOurs(event.item) ? { id: event.item.id } : event.item,
          event.previous_item_id ?? null,
        );
      case 'input_audio_buffer.committed':
        return placed({ id: event.item_id, role: 'user' }, event.previous_item_id ?? null);
      case 'input_audio_buffer.speech_started':
        return events.callerStarted();
      case 'input_audio_buffer.speech_stopped':
        return events.callerStopped(sinceMs(event.audio_end_ms));
      case 'conversation.item.input_audio_transcription.delta':
        return events.callerText(event.item_id, longer(event.item_id, event.delta), false);
      case 'conversation.item.input_audio_transcription.completed':
        texts.delete(event.item_id);
        return events.callerText(event.item_id, event.transcript, true);
      case 'conversation.item.input_audio_transcription.failed':
        texts.delete(event.item_id);
        return events.callerText(event.item_id, '', true);
      case 'response.created':
        replies.began(event.response.id);
        return events.replyStarted(event.response.id);
      case 'response.output_item.added':
        return placed(event.item, null);
      case 'response.output_audio.delta':
        return events.audio(event.response_id, event.item_id, Buffer.from(event.delta));
      case 'response.output_audio.done':
        return events.audioDone(event.item_id);
      case 'response.output_audio_transcript.delta':
        return events.agentText(event.item_id, longer(event.item_id, event.delta), false);
      case 'response.output_audio_transcript.done':
        texts.delete(event.item_id);
        return events.agentText(event.item_id, event.transcript, true);
      case 'response.done':
        return done(event.response);
    }
  };

  /** All that has come of an item's words so far. */
  function longer(itemId: string, delta: string): string {
    const text = (texts.get(itemId) ?? '') + delta;
    texts.set(itemId, text);
    return text;
  }

  function placed(item: { id: string; role?: string }, previousId: string | null): void {
    const role: ItemRole = item.role === 'user' || item.role === 'assistant' ? item.role : 'other';
    events.itemPlaced({ itemId: item.id, role, previousId });
  }

  function done(response: DoneResponse): void {
    const status = replyStatus(response);
    replies.ended(response.id, status === 'completed');
    const toolCalls = response.output.flatMap((item) =>
      item.type === 'function_call' && item.call_id && item.name
        ? [{ callId: item.call_id, name: item.name, args: item.arguments ?? '' }]
        : [],
    );
    events.replyDone({
      turnId: response.id,
      status,
      toolCalls: status === 'completed' ? toolCalls : [],
    });
  }
}

/**
 * Whether we put this item there as text; what was spoken has audio in it, or is the model's own.
 */
function isOurs(item: { type?: string; content?: { type: string }[] | null }): boolean {
  if (item.type === 'function_call_output') return true;
  const kind = item.content?.[0]?.type;
  return kind === 'input_text' || kind === 'output_text';
}

function replyStatus(response: DoneResponse): ReplyStatus {
  if (response.status === 'cancelled') return 'interrupted';
  return response.status === 'failed' ? 'failed' : 'completed';
}
