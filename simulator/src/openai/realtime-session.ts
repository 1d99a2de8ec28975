import type { WebSocket } from 'ws';
import { chance } from '../chance.ts';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import { ClientEvent, complaintAbout, type NewItem } from './client-events.ts';
import { type Item, itemJson, newId, truncated } from './conversation.ts';
import { createModelEar, type ModelEar } from './ear.ts';
import { createResponder, type Responder } from './responder.ts';
import { firstSettings, type Settings, updateSettings } from './session-settings.ts';
import { createTranscriber, type Transcriber } from './transcriber.ts';

const HOUR_MS = 3_600_000;
const MOST_APPEND_BYTES = 15 * 1024 * 1024;
const SEMANTIC_SILENCE_MS = 300;
/** 100 ms of µ-law: less cannot be committed by hand. */
const LEAST_COMMIT_BYTES = 800;

type Of<T extends ClientEvent['type']> = Extract<ClientEvent, { type: T }>;

/** One live conversation with the simulated voice model. */
export class RealtimeSession {
  readonly #world: World;
  readonly #socket: WebSocket;
  readonly #model: string;
  readonly #id = newId('sess');
  readonly #name: string;
  readonly #settings: Settings = firstSettings();
  readonly #items: Item[] = [];
  readonly #ear: ModelEar;
  readonly #responder: Responder;
  readonly #transcriber: Transcriber;
  readonly #closed = new AbortController();
  #nextUserItem = newId('item');
  #idle = new AbortController();

  constructor(world: World, socket: WebSocket, model: string) {
    this.#world = world;
    this.#socket = socket;
    this.#model = model;
    this.#name = `session ${world.count('sessions')}`;
    world.speech.sessions_opened += 1;
    world.speech.sessions_open += 1;
    this.#transcriber = createTranscriber(world, this.#emit, this.#closed.signal);
    this.#ear = createModelEar({
      charMs: world.config.charMs,
      counts: world.speech,
      silenceMs: () => this.#silenceMs(),
      events: {
        started: (audioMs) => this.#speechStarted(audioMs),
        stopped: (audioMs, text) => this.#speechStopped(audioMs, text),
      },
    });
    this.#responder = createResponder({
      world,
      name: this.#name,
      conversationId: newId('conv'),
      settings: this.#settings,
      items: this.#items,
      add: (item) => this.#add(item),
      emit: this.#emit,
      complain: (...complaint) => this.#complain(...complaint),
      audioMs: this.#ear.audioMs,
      began: () => {
        this.#idle.abort();
        void this.#transcriber.write();
      },
      ended: (playMs) => void this.#watchIdle(playMs),
    });
    socket.on('message', (data) => this.#read(data.toString()));
    socket.on('error', () => socket.terminate());
    socket.on('close', () => this.#close());
    this.#emit('session.created', { session: this.#sessionJson() });
    void this.#expire();
    void this.#breakOff();
  }

  #close(): void {
    if (this.#closed.signal.aborted) return;
    this.#closed.abort();
    this.#idle.abort();
    this.#responder.close();
    this.#world.speech.sessions_open -= 1;
  }

  #emit = (type: string, fields: Record<string, unknown>): void => {
    if (this.#socket.readyState !== this.#socket.OPEN) return;
    this.#socket.send(JSON.stringify({ type, event_id: newId('event'), ...fields }));
  };

  #complain(code: string, message: string, param: string | null, eventId: string | null): void {
    const error = { type: 'invalid_request_error', code, message, param, event_id: eventId };
    this.#emit('error', { error });
  }

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
      expires_at: Math.floor((Date.now() + HOUR_MS) / 1000),
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
    if (this.#settings.audio.input.format.type === 'audio/pcmu') this.#ear.hear(sound);
    else this.#ear.ignore(sound.length);
  }

  #handle(event: ClientEvent, eventId: string | null): void {
    switch (event.type) {
      case 'session.update':
        this.#updateSession(event, eventId);
        break;
      case 'input_audio_buffer.commit':
        this.#commitByHand(eventId);
        break;
      case 'input_audio_buffer.clear':
        this.#ear.take();
        this.#emit('input_audio_buffer.cleared', {});
        break;
      case 'conversation.item.create':
        this.#createItem(event.item);
        break;
      case 'conversation.item.retrieve':
      case 'conversation.item.delete':
      case 'conversation.item.truncate':
        this.#touchItem(event, eventId);
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

  #add(item: Item): void {
    item.previousId = this.#items.at(-1)?.id ?? null;
    this.#items.push(item);
  }

  /** Adds an item that is whole already, and says so. */
  #announce(id: string, body: Item['body'], isCommitted: boolean): void {
    const item: Item = { id, status: 'completed', previousId: null, body };
    this.#add(item);
    const previous_item_id = item.previousId;
    if (isCommitted) this.#emit('input_audio_buffer.committed', { previous_item_id, item_id: id });
    this.#emit('conversation.item.added', { previous_item_id, item: itemJson(item) });
    this.#emit('conversation.item.done', { previous_item_id, item: itemJson(item) });
  }

  #createItem(given: NewItem): void {
    this.#announce(given.id ?? newId('item'), bodyOf(given), false);
  }

  #touchItem(
    event: Of<
      'conversation.item.retrieve' | 'conversation.item.delete' | 'conversation.item.truncate'
    >,
    eventId: string | null,
  ): void {
    const item = this.#items.find(({ id }) => id === event.item_id);
    if (item === undefined) {
      const message = `Item with item_id not found: ${event.item_id}`;
      this.#complain('item_not_found', message, 'item_id', eventId);
    } else if (event.type === 'conversation.item.retrieve') {
      this.#emit('conversation.item.retrieved', { item: itemJson(item) });
    } else if (event.type === 'conversation.item.delete') {
      this.#items.splice(this.#items.indexOf(item), 1);
      this.#emit('conversation.item.deleted', { item_id: item.id });
    } else {
      this.#truncate(item, event.audio_end_ms, eventId);
    }
  }

  #truncate(item: Item, audio_end_ms: number, eventId: string | null): void {
    const madeMs = this.#responder.madeMs(item.id);
    if (madeMs === undefined || item.body.type !== 'message') {
      const message = 'Only model output audio messages can be truncated.';
      this.#complain('invalid_value', message, 'item_id', eventId);
      return;
    }
    if (audio_end_ms > madeMs) {
      const message = `Audio content of ${madeMs}ms is already shorter than ${audio_end_ms}ms`;
      this.#complain('invalid_value', message, 'audio_end_ms', eventId);
      return;
    }
    item.body.text = truncated(item.body.text, audio_end_ms, this.#world.config.charMs);
    this.#responder.shorten(item.id, audio_end_ms);
    const ids = { item_id: item.id, content_index: 0 };
    this.#emit('conversation.item.truncated', { ...ids, audio_end_ms });
  }

  #silenceMs(): number | null {
    const detection = this.#settings.audio.input.turn_detection;
    if (detection === null) return null;
    if (detection.type === 'semantic_vad') return SEMANTIC_SILENCE_MS;
    return detection.silence_duration_ms ?? 500;
  }

  #speechStarted(audioMs: number): void {
    this.#idle.abort();
    this.#nextUserItem = newId('item');
    const detection = this.#settings.audio.input.turn_detection;
    const padding = detection?.type === 'server_vad' ? (detection.prefix_padding_ms ?? 300) : 0;
    const audio_start_ms = Math.max(0, Math.round(audioMs - padding));
    const item_id = this.#nextUserItem;
    this.#emit('input_audio_buffer.speech_started', { audio_start_ms, item_id });
    if (detection?.interrupt_response !== false) this.#responder.cancel('turn_detected');
  }

  #speechStopped(audioMs: number, text: string): void {
    const item_id = this.#nextUserItem;
    const audio_end_ms = Math.round(audioMs);
    this.#emit('input_audio_buffer.speech_stopped', { audio_end_ms, item_id });
    this.#commit(item_id, text);
    const creates = this.#settings.audio.input.turn_detection?.create_response !== false;
    if (creates && !this.#responder.isActive()) void this.#responder.respond(null, null);
    else void this.#transcriber.write();
  }

  #commit(id: string, text: string): void {
    const body = { type: 'message', role: 'user', text, via: 'audio' } as const;
    this.#announce(id, body, true);
    if (this.#settings.audio.input.transcription !== null) this.#transcriber.add(id, text);
  }

  #commitByHand(eventId: string | null): void {
    if (this.#ear.heardBytes() < LEAST_COMMIT_BYTES) {
      const message = 'Error committing input audio buffer: buffer too small, less than 100ms.';
      this.#complain('input_audio_buffer_commit_empty', message, null, eventId);
      return;
    }
    this.#commit(newId('item'), this.#ear.take());
    void this.#transcriber.write();
  }

  /** Nobody speaks although the last response has been played: the server asks again by itself. */
  async #watchIdle(playMs: number): Promise<void> {
    const detection = this.#settings.audio.input.turn_detection;
    const limit = detection?.type === 'server_vad' ? detection.idle_timeout_ms : null;
    this.#idle.abort();
    if (limit === null || limit === undefined || this.#ear.isHearing()) return;
    this.#idle = new AbortController();
    if ((await wait(playMs + limit, this.#idle.signal)) === 'stopped') return;
    const id = newId('item');
    const at = Math.round(this.#ear.audioMs());
    const times = { audio_start_ms: Math.max(0, at - limit), audio_end_ms: at };
    this.#emit('input_audio_buffer.timeout_triggered', { ...times, item_id: id });
    this.#announce(id, { type: 'silence' }, true);
    void this.#responder.respond(null, null);
  }

  async #expire(): Promise<void> {
    const lifeMs = this.#world.faults.realtime.session_expires_ms || HOUR_MS;
    if ((await wait(lifeMs, this.#closed.signal)) === 'stopped') return;
    const message = 'Your session hit the maximum duration of 60 minutes.';
    this.#complain('session_expired', message, null, null);
    this.#socket.close(1001);
  }

  /** The fault of a server that goes away in mid-call without a word. */
  async #breakOff(): Promise<void> {
    const { config, faults } = this.#world;
    const draw = (name: string) => chance(config.seed, this.#name, name);
    if (draw('abrupt close') >= faults.realtime.abrupt_close) return;
    const afterMs = 2000 + draw('close at') * 6000;
    if ((await wait(afterMs, this.#closed.signal)) === 'passed') this.#socket.terminate();
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
