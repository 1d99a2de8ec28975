import { WebSocket } from 'ws';
import { AppError } from '../../runtime/errors.ts';
import { payloadMs } from '../conversation/mulaw.ts';
import { type OpenSocket, openSocket } from '../conversation/open-socket.ts';
import type {
  Conversation,
  ConversationEvents,
  ConversationModel,
  ItemRole,
  Opening,
  ReplyStatus,
} from '../conversation/port.ts';
import { createTextFrames } from '../conversation/text-frames.ts';
import { type DoneResponse, readServerEvent, type ServerEvent } from './realtime-events.ts';
import { APPEND, readAudioDelta } from './realtime-frames.ts';
import { sessionUpdate, textItem } from './realtime-session.ts';

export type OpenaiRealtimeConfig = {
  apiKey: string;
  /** Without the query. */
  url: string;
  /** For agents that name none; without it, `MODEL`. */
  model?: string | undefined;
  transcribeModel?: string | undefined;
  timeoutMs?: number;
};

const TIMEOUT_MS = 5_000;
const MODEL = 'gpt-realtime-2.1';
const TRANSCRIBE_MODEL = 'gpt-realtime-whisper';

export function createOpenaiRealtime(config: OpenaiRealtimeConfig): ConversationModel {
  const { apiKey, url, transcribeModel = TRANSCRIBE_MODEL, timeoutMs = TIMEOUT_MS } = config;
  return {
    async start(opening, events, signal) {
      const model = opening.model ?? config.model ?? MODEL;
      const opened = await openSocket(
        {
          url: `${url}?model=${encodeURIComponent(model)}`,
          headers: { authorization: `Bearer ${apiKey}` },
          timeoutMs,
        },
        signal,
      );
      const session = createSession(opened, events);
      await session.ready(opening, transcribeModel, timeoutMs);
      return session.conversation;
    },
  };
}

function createSession({ webSocket: socket, connection }: OpenSocket, events: ConversationEvents) {
  const sound = createTextFrames({ webSocket: socket, connection, asClient: true, ...APPEND });
  const texts = new Map<string, string>();
  let updated: () => void = () => {};
  let refused: (error: AppError) => void = () => {};
  let closing = false;
  let expired = false;
  let appendedMs = 0;
  let eventNumber = 0;

  // A reply covers every text put in before it began. `wantedFor` is what the next one must cover.
  let itemsPut = 0;
  let itemsTaken = 0;
  let running: { id: string; covers: number } | null = null;
  let wantedFor: number | null = null;
  const asked = new Map<string, number>();

  const send = (message: object) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const put = (message: object) => {
    itemsPut += 1;
    send(message);
  };
  const ask = (covering: number) => {
    eventNumber += 1;
    const event_id = `ask_${eventNumber}`;
    asked.set(event_id, covering);
    send({ type: 'response.create', event_id });
  };
  const speak = () => {
    if (running) wantedFor = itemsPut;
    else ask(itemsPut);
  };

  const conversation: Conversation = {
    appendAudio(payload) {
      appendedMs += payloadMs(payload);
      sound.send(payload);
    },
    speak,
    tell(text, { by, answer }) {
      put(textItem(by === 'caller' ? 'user' : 'system', text));
      if (answer) speak();
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
        put({
          type: 'conversation.item.create',
          item: { type: 'function_call_output', call_id: callId, output: JSON.stringify(output) },
        });
      }
      if (answer) speak();
    },
    close() {
      closing = true;
      socket.close(1000);
    },
  };

  const placed = (item: { id: string; role?: string }, previousId: string | null) => {
    const role: ItemRole =
      item.role === 'user' || item.role === 'assistant' ? item.role : ('other' as const);
    events.itemPlaced({ itemId: item.id, role, previousId });
  };

  const replyDone = (response: DoneResponse) => {
    const covers = running?.id === response.id ? running.covers : 0;
    running = null;
    const status = replyStatus(response);
    const covering = wantedFor;
    wantedFor = null;
    // After an interruption the server answers what the lead says next, and by then knows it all.
    if (covering !== null && status === 'completed' && covers < covering) ask(covering);
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
  };

  const failed = ({ error }: Extract<ServerEvent, { type: 'error' }>) => {
    if (error.code === 'session_expired') expired = true;
    refused(
      new AppError('provider_rejected', 'The voice model refused the session.', {
        facts: { code: error.code },
      }),
    );
    const covering = error.event_id ? asked.get(error.event_id) : undefined;
    if (error.code !== 'conversation_already_has_active_response' || covering === undefined) return;
    // If the reply that stood in the way has ended meanwhile there is nothing to wait for.
    if (running) wantedFor = covering;
    else ask(covering);
  };

  const handle = (event: ServerEvent) => {
    switch (event.type) {
      case 'session.created':
        return;
      case 'session.updated':
        return updated();
      case 'conversation.item.added':
        if (isOurs(event.item)) itemsTaken += 1;
        return placed(
          isOurs(event.item) ? { id: event.item.id } : event.item,
          event.previous_item_id ?? null,
        );
      case 'input_audio_buffer.committed':
        return placed({ id: event.item_id, role: 'user' }, event.previous_item_id ?? null);
      case 'input_audio_buffer.speech_started':
        return events.callerStarted();
      case 'input_audio_buffer.speech_stopped':
        return events.callerStopped(Math.max(0, appendedMs - (event.audio_end_ms ?? appendedMs)));
      case 'conversation.item.input_audio_transcription.completed':
        return events.callerText(event.item_id, event.transcript);
      case 'conversation.item.input_audio_transcription.failed':
        return events.callerText(event.item_id, '');
      case 'response.created':
        running = { id: event.response.id, covers: itemsTaken };
        return events.replyStarted(event.response.id);
      case 'response.output_item.added':
        return placed(event.item, null);
      case 'response.output_audio.delta':
        return events.audio(event.response_id, event.item_id, Buffer.from(event.delta));
      case 'response.output_audio.done':
        return events.audioDone(event.item_id);
      case 'response.output_audio_transcript.delta': {
        const text = (texts.get(event.item_id) ?? '') + event.delta;
        texts.set(event.item_id, text);
        return events.agentText(event.item_id, text, false);
      }
      case 'response.output_audio_transcript.done':
        texts.delete(event.item_id);
        return events.agentText(event.item_id, event.transcript, true);
      case 'response.done':
        return replyDone(event.response);
      case 'error':
        return failed(event);
    }
  };

  socket.on('message', (data) => {
    if (!Buffer.isBuffer(data)) return;
    const delta = readAudioDelta(data);
    if (delta) return events.audio(delta.turnId, delta.itemId, delta.payload);
    const event = readServerEvent(data);
    if (event) handle(event);
  });
  socket.on('close', (code) => {
    refused(
      new AppError('provider_unavailable', 'The voice model went away.', { facts: { code } }),
    );
    if (!closing) events.lost(expired ? 'session_expired' : `closed_${code}`);
  });

  return {
    conversation,
    /** Sound before the format is agreed would be noise, so nobody gets the session earlier. */
    ready(opening: Opening, transcribeModel: string, timeoutMs: number): Promise<void> {
      return new Promise<void>((resolve, reject) => {
        const giveUp = (error: AppError) => {
          if (closing) return;
          clearTimeout(timer);
          closing = true;
          socket.terminate();
          reject(error);
        };
        const timer = setTimeout(
          () => giveUp(new AppError('provider_unavailable', 'The voice model does not answer.')),
          timeoutMs,
        );
        refused = giveUp;
        updated = () => {
          clearTimeout(timer);
          refused = () => {};
          updated = () => {};
          for (const turn of opening.turns) put(textItem(turn.role, turn.content));
          resolve();
        };
        send(sessionUpdate(opening, transcribeModel));
      });
    },
  };
}

/** Whether we put this item there as text; what was spoken has sound in it, or is the model's own. */
function isOurs(item: { type?: string; content?: { type: string }[] | null }): boolean {
  if (item.type === 'function_call_output') return true;
  const kind = item.content?.[0]?.type;
  return kind === 'input_text' || kind === 'output_text';
}

function replyStatus(response: DoneResponse): ReplyStatus {
  if (response.status === 'cancelled') return 'interrupted';
  return response.status === 'failed' ? 'failed' : 'completed';
}
