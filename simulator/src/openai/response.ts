import { encodeSpeech, unitBytesOf } from '../speech.ts';
import { wait } from '../wait.ts';
import { type Item, itemJson, newId } from './conversation.ts';
import type { Reply } from './scene.ts';

const CHUNK_MS = 200;
/** Audio leaves ten times as fast as it sounds. */
const CHUNK_PAUSE_MS = CHUNK_MS / 10;
/** 24 kHz PCM, which no telephone here understands. */
const PCM_BYTES_PER_MS = 48;

export type Emit = (type: string, fields: Record<string, unknown>) => void;
/** Tells a client what was wrong with its event. */
export type Complain = (
  code: string,
  message: string,
  param: string | null,
  eventId: string | null,
) => void;

/** A response that is being made. */
export type Running = {
  readonly id: string;
  readonly stop: AbortController;
  readonly output: Item[];
  /** The audio made so far, by item. */
  readonly madeMs: Map<string, number>;
  /** Closes the item that is being made, as incomplete. */
  closeItem: (() => void) | null;
};

export function newRunning(): Running {
  return {
    id: newId('resp'),
    stop: new AbortController(),
    output: [],
    madeMs: new Map(),
    closeItem: null,
  };
}

type Deps = {
  emit: Emit;
  /** Puts an item into the conversation. */
  add: (item: Item) => void;
  charMs: number;
  nextUtterance: () => number;
  format: string;
  modality: string;
};

/** Speaks one reply: the whole chain of events, audio in bursts. Ends early when it is stopped. */
export async function speakReply(running: Running, reply: Reply, deps: Deps): Promise<void> {
  if (reply.text !== undefined) {
    const speak = deps.modality === 'text' ? writeMessage : speakMessage;
    await speak(running, reply.text, deps);
  }
  if (reply.call !== undefined && !running.stop.signal.aborted)
    callFunction(running, reply.call, deps);
}

async function speakMessage(running: Running, text: string, deps: Deps): Promise<void> {
  const { emit, charMs, format } = deps;
  const item = openItem(
    running,
    { type: 'message', role: 'assistant', text: '', via: 'audio' },
    deps,
  );
  const ids = {
    response_id: running.id,
    item_id: item.id,
    output_index: running.output.length - 1,
    content_index: 0,
  };
  emit('response.content_part.added', { ...ids, part: { type: 'audio', transcript: '' } });

  let said = '';
  const close = (status: 'completed' | 'incomplete') => {
    running.closeItem = null;
    emit('response.output_audio.done', ids);
    emit('response.output_audio_transcript.done', { ...ids, transcript: said });
    emit('response.content_part.done', { ...ids, part: { type: 'audio', transcript: said } });
    closeItem(running, item, status, deps);
  };
  running.closeItem = () => close('incomplete');

  const isMulaw = format === 'audio/pcmu';
  const characters = [...text];
  const unit = unitBytesOf(charMs);
  const speech = encodeSpeech(text, deps.nextUtterance(), unit);
  const perChunk = Math.max(1, Math.floor(CHUNK_MS / charMs));
  for (let at = 0; at < characters.length; at += perChunk) {
    if (at > 0 && (await wait(CHUNK_PAUSE_MS, running.stop.signal)) === 'stopped') return;
    const delta = characters.slice(at, at + perChunk).join('');
    const ms = Math.min(perChunk, characters.length - at) * charMs;
    said += delta;
    if (item.body.type === 'message') item.body.text = said;
    running.madeMs.set(item.id, (running.madeMs.get(item.id) ?? 0) + ms);
    const sound = isMulaw
      ? speech.subarray(at * unit, (at + perChunk) * unit)
      : Buffer.alloc(ms * PCM_BYTES_PER_MS, 1);
    emit('response.output_audio_transcript.delta', { ...ids, delta });
    emit('response.output_audio.delta', { ...ids, delta: sound.toString('base64') });
  }
  close('completed');
}

async function writeMessage(running: Running, text: string, deps: Deps): Promise<void> {
  const { emit } = deps;
  const item = openItem(running, { type: 'message', role: 'assistant', text, via: 'text' }, deps);
  const ids = {
    response_id: running.id,
    item_id: item.id,
    output_index: running.output.length - 1,
    content_index: 0,
  };
  emit('response.content_part.added', { ...ids, part: { type: 'text', text: '' } });
  emit('response.output_text.delta', { ...ids, delta: text });
  emit('response.output_text.done', { ...ids, text });
  emit('response.content_part.done', { ...ids, part: { type: 'text', text } });
  closeItem(running, item, 'completed', deps);
}

function callFunction(running: Running, call: NonNullable<Reply['call']>, deps: Deps): void {
  const callId = newId('call');
  const args = JSON.stringify(call.arguments);
  const body = { type: 'function_call', callId, name: call.name, arguments: args } as const;
  const item = openItem(running, body, deps);
  const ids = {
    response_id: running.id,
    item_id: item.id,
    output_index: running.output.length - 1,
    call_id: callId,
  };
  deps.emit('response.function_call_arguments.delta', { ...ids, delta: args });
  deps.emit('response.function_call_arguments.done', { ...ids, name: call.name, arguments: args });
  closeItem(running, item, 'completed', deps);
}

function openItem(running: Running, body: Item['body'], { emit, add }: Deps): Item {
  const item: Item = { id: newId('item'), status: 'in_progress', previousId: null, body };
  running.output.push(item);
  add(item);
  const shown = {
    ...itemJson(item),
    ...(body.type === 'message' ? { content: [] } : { arguments: '' }),
  };
  const output_index = running.output.length - 1;
  emit('response.output_item.added', { response_id: running.id, output_index, item: shown });
  emit('conversation.item.added', { previous_item_id: item.previousId, item: shown });
  return item;
}

function closeItem(running: Running, item: Item, status: Item['status'], { emit }: Deps): void {
  item.status = status;
  const output_index = running.output.indexOf(item);
  emit('response.output_item.done', {
    response_id: running.id,
    output_index,
    item: itemJson(item),
  });
  emit('conversation.item.done', { previous_item_id: item.previousId, item: itemJson(item) });
}
