import type { WebSocket } from 'ws';
import type { World } from '../world.ts';
import { ClientEvent, complaintAbout } from './client-events.ts';
import { newId } from './conversation.ts';
import { createResponder, type Responder } from './responder.ts';
import type { Complain, Emit } from './response.ts';
import { breakOff, expire, SESSION_MS } from './session-end.ts';
import { createSessionItems, type SessionItems } from './session-items.ts';
import { firstSettings, type Settings, updateSettings } from './session-settings.ts';
import { createTranscriber } from './transcriber.ts';
import { createUserTurns } from './user-turns.ts';

const MOST_APPEND_BYTES = 15 * 1024 * 1024;

type Of<T extends ClientEvent['type']> = Extract<ClientEvent, { type: T }>;

/** One live conversation with the simulated voice model. */
export class RealtimeSession {
  readonly #world: World;
  readonly #socket: WebSocket;
  readonly #model: string;
  readonly #id = newId('sess');
  readonly #settings: Settings = firstSettings();
  readonly #items: SessionItems;
  readonly #turns: ReturnType<typeof createUserTurns>;
  readonly #responder: Responder;
  readonly #closed = new AbortController();

  constructor(world: World, socket: WebSocket, model: string) {
    this.#world = world;
    this.#socket = socket;
    this.#model = model;
    const name = `session ${world.count('sessions')}`;
    world.speech.sessions_opened += 1;
    world.speech.sessions_open += 1;
    const speaking = {
      charMs: world.config.charMs,
      emit: this.#emit,
      complain: this.#complain,
      responder: () => this.#responder,
    };
    const transcriber = createTranscriber(world, this.#emit, this.#closed.signal);
    this.#items = createSessionItems(speaking);
    this.#turns = createUserTurns({
      ...speaking,
      counts: world.speech,
      settings: this.#settings,
      announce: this.#items.announce,
      transcriber,
    });
    this.#responder = createResponder({
      ...speaking,
      world,
      name,
      conversationId: newId('conv'),
      settings: this.#settings,
      items: this.#items.items,
      add: this.#items.add,
      audioMs: this.#turns.ear.audioMs,
      began: () => {
        this.#turns.stopWaiting();
        void transcriber.write();
      },
      ended: (playMs) => void this.#turns.watchIdle(playMs),
    });
    socket.on('message', (data) => this.#read(data.toString()));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#close());
    this.#emit('session.created', { session: this.#sessionJson() });
    void expire(world, socket, this.#complain, this.#closed.signal);
    void breakOff(world, socket, name, this.#closed.signal);
  }

  #close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#turns.stopWaiting();
    this.#responder.close();
    this.#world.speech.sessions_open -= 1;
  }

  #emit: Emit = (type, fields) => {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify({ type, event_id: newId('event'), ...fields }));
  };

  #complain: Complain = (code, message, param, eventId) => {
    const error = { type: 'invalid_request_error', code, message, param, event_id: eventId };
    this.#emit('error', { error });
  };

  #sessionJson(): Record<string, unknown> {
    return {
      type: 'realtime',
      object: 'realtime.session',
      id: this.#id,
      model: this.#model,
      ...this.#settings,
      truncation: 'auto',
      tracing: null,
      prompt: null,
      expires_at: Math.floor((Date.now() + SESSION_MS) / 1000),
    };
  }

  #read(text: string): void {
    const value = parse(text);
    if (value === null) {
      this.#complain('invalid_json', 'We could not parse the JSON body of your event.', null, null);
      return;
    }
    const eventId = typeof value['event_id'] === 'string' ? value['event_id'] : null;
    if (value['type'] === 'input_audio_buffer.append') {
      this.#append(value['audio'], eventId);
      return;
    }
    const event = ClientEvent.safeParse(value);
    if (event.success) {
      this.#handle(event.data, eventId);
      return;
    }
    const { code, message, param } = complaintAbout(event.error, value);
    this.#complain(code, message, param, eventId);
  }

  #append(audio: unknown, eventId: string | null): void {
    if (typeof audio !== 'string') {
      const message = "Missing required parameter: 'audio'.";
      this.#complain('missing_required_parameter', message, 'audio', eventId);
      return;
    }
    const sound = Buffer.from(audio, 'base64');
    const isBase64 = Math.ceil(sound.length / 3) * 4 === audio.length;
    if (!isBase64 || sound.length > MOST_APPEND_BYTES) {
      const message = 'Invalid audio: expected base64, at most 15 MiB.';
      this.#complain('invalid_value', message, 'audio', eventId);
      return;
    }
    if (this.#settings.audio.input.format.type === 'audio/pcmu') this.#turns.ear.hear(sound);
    else this.#turns.ear.ignore(sound.length);
  }

  #handle(event: ClientEvent, eventId: string | null): void {
    switch (event.type) {
      case 'session.update':
        this.#updateSession(event, eventId);
        break;
      case 'input_audio_buffer.commit':
        this.#turns.commitByHand(eventId);
        break;
      case 'input_audio_buffer.clear':
        this.#turns.ear.take();
        this.#emit('input_audio_buffer.cleared', {});
        break;
      case 'conversation.item.create':
        this.#items.create(event.item);
        break;
      case 'conversation.item.retrieve':
      case 'conversation.item.delete':
      case 'conversation.item.truncate':
        this.#items.touch(event, eventId);
        break;
      case 'response.create':
        void this.#responder.respond(event.response ?? null, eventId);
        break;
      case 'response.cancel':
        if (this.#responder.cancel('client_cancelled')) break;
        this.#complain(
          'response_cancel_not_active',
          'Cancellation failed: no active response found',
          null,
          eventId,
        );
    }
  }

  #updateSession({ session }: Of<'session.update'>, eventId: string | null): void {
    const voice = session.audio?.output?.voice;
    const changes = voice !== undefined && voice !== this.#settings.audio.output.voice;
    if (changes && this.#responder.hasSpoken()) {
      const message = "Cannot update a conversation's voice if assistant audio is present.";
      this.#complain('cannot_update_voice', message, 'session.audio.output.voice', eventId);
      return;
    }
    updateSettings(this.#settings, session);
    this.#emit('session.updated', { session: this.#sessionJson() });
  }
}

function parse(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
