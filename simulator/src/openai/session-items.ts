import type { ClientEvent, NewItem } from './client-events.ts';
import { type Item, itemJson, newId, truncated } from './conversation.ts';
import type { Responder } from './responder.ts';
import type { Complain, Emit } from './response.ts';

export type Touch = Extract<
  ClientEvent,
  {
    type: 'conversation.item.retrieve' | 'conversation.item.delete' | 'conversation.item.truncate';
  }
>;

type Deps = {
  charMs: number;
  emit: Emit;
  complain: Complain;
  /** Who says the model's items; asked only once a session runs. */
  responder: () => Pick<Responder, 'madeMs' | 'shorten'>;
};

export type SessionItems = ReturnType<typeof createSessionItems>;

/** The items of one conversation, and what a client may do to them. */
export function createSessionItems({ charMs, emit, complain, responder }: Deps) {
  const items: Item[] = [];

  function add(item: Item): void {
    item.previousId = items.at(-1)?.id ?? null;
    items.push(item);
  }

  /** Adds an item that is whole already, and says so. */
  function announce(id: string, body: Item['body'], isCommitted: boolean): void {
    const item: Item = { id, status: 'completed', previousId: null, body };
    add(item);
    const previous_item_id = item.previousId;
    if (isCommitted) emit('input_audio_buffer.committed', { previous_item_id, item_id: id });
    emit('conversation.item.added', { previous_item_id, item: itemJson(item) });
    emit('conversation.item.done', { previous_item_id, item: itemJson(item) });
  }

  function truncate(item: Item, audio_end_ms: number, eventId: string | null): void {
    const madeMs = responder().madeMs(item.id);
    if (madeMs === undefined || item.body.type !== 'message') {
      const message = 'Only model output audio messages can be truncated.';
      complain('invalid_value', message, 'item_id', eventId);
      return;
    }
    if (audio_end_ms > madeMs) {
      const message = `Audio content of ${madeMs}ms is already shorter than ${audio_end_ms}ms`;
      complain('invalid_value', message, 'audio_end_ms', eventId);
      return;
    }
    item.body.text = truncated(item.body.text, audio_end_ms, charMs);
    responder().shorten(item.id, audio_end_ms);
    const ids = { item_id: item.id, content_index: 0 };
    emit('conversation.item.truncated', { ...ids, audio_end_ms });
  }

  return {
    items,
    add,
    announce,
    create: (given: NewItem) => announce(given.id ?? newId('item'), bodyOf(given), false),

    touch(event: Touch, eventId: string | null) {
      const item = items.find(({ id }) => id === event.item_id);
      if (item === undefined) {
        const message = `Item with item_id not found: ${event.item_id}`;
        complain('item_not_found', message, 'item_id', eventId);
      } else if (event.type === 'conversation.item.retrieve') {
        emit('conversation.item.retrieved', { item: itemJson(item) });
      } else if (event.type === 'conversation.item.delete') {
        items.splice(items.indexOf(item), 1);
        emit('conversation.item.deleted', { item_id: item.id });
      } else {
        truncate(item, event.audio_end_ms, eventId);
      }
    },
  };
}

function bodyOf(given: NewItem): Item['body'] {
  if (given.type === 'function_call') {
    const { call_id, name } = given;
    return { type: 'function_call', callId: call_id, name, arguments: given.arguments };
  }
  if (given.type === 'function_call_output') {
    return { type: 'function_call_output', callId: given.call_id, output: given.output };
  }
  const text = given.content
    .map((part) => ('text' in part ? part.text : (part.transcript ?? '')))
    .join(' ')
    .trim();
  return { type: 'message', role: given.role, text, via: 'text' };
}
