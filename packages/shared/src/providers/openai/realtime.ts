import { WebSocket } from 'ws';
import { AppError } from '../../runtime/errors.ts';
import { payloadMs } from '../conversation/mulaw.ts';
import { type OpenSocket, openSocket } from '../conversation/open-socket.ts';
import type { ConversationEvents, ConversationModel, Opening } from '../conversation/port.ts';
import { createTextFrames } from '../conversation/text-frames.ts';
import { createHearEvent } from './hear-event.ts';
import { createConversation } from './realtime-conversation.ts';
import { readServerEvent, type ServerEvent } from './realtime-events.ts';
import { APPEND, readAudioDelta } from './realtime-frames.ts';
import { sessionUpdate, textItem } from './realtime-session.ts';
import { createReplyAsker } from './reply-asker.ts';

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
  let updated: () => void = () => {};
  let refused: (error: AppError) => void = () => {};
  let closing = false;
  let expired = false;
  let appendedMs = 0;

  const send = (message: object) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const replies = createReplyAsker(send);
  const sinceMs = (soundMs: number | null | undefined) =>
    Math.max(0, appendedMs - (soundMs ?? appendedMs));
  const hear = createHearEvent({ events, replies, sinceMs });

  const conversation = createConversation({
    replies,
    send,
    sendSound(payload) {
      appendedMs += payloadMs(payload);
      sound.send(payload);
    },
    close() {
      closing = true;
      socket.close(1000);
    },
  });

  const failed = ({ error }: Extract<ServerEvent, { type: 'error' }>) => {
    if (error.code === 'session_expired') expired = true;
    refused(
      new AppError('provider_rejected', 'The voice model refused the session.', {
        facts: { code: error.code },
      }),
    );
    const isBlocked = error.code === 'conversation_already_has_active_response';
    if (isBlocked && error.event_id) replies.blocked(error.event_id);
  };

  const handle = (event: ServerEvent) => {
    if (event.type === 'session.updated') updated();
    else if (event.type === 'error') failed(event);
    else if (event.type !== 'session.created') hear(event);
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
          for (const turn of opening.turns) replies.put(textItem(turn.role, turn.content));
          resolve();
        };
        send(sessionUpdate(opening, transcribeModel));
      });
    },
  };
}
