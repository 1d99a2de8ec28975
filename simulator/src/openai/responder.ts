import { chance } from '../chance.ts';
import { wait } from '../wait.ts';
import type { World } from '../world.ts';
import { type Item, itemJson, memoryOf } from './conversation.ts';
import { nextReply } from './dialogue.ts';
import { type Complain, type Emit, newRunning, type Running, speakReply } from './response.ts';
import { type ResponseOverride, type Settings, toolNames } from './session-settings.ts';

type Status = 'completed' | 'cancelled' | 'failed';

/** Makes a session's responses, one at a time. */
export type Responder = {
  /** Starts a response; complains when one is running. */
  respond(override: ResponseOverride | null, eventId: string | null): Promise<void>;
  /** Stops the running response; false when there is none. */
  cancel(reason: 'turn_detected' | 'client_cancelled'): boolean;
  isActive(): boolean;
  hasSpoken(): boolean;
  /** Milliseconds of audio made for an item so far; undefined for what the model did not say. */
  madeMs(itemId: string): number | undefined;
  shorten(itemId: string, ms: number): void;
  close(): void;
};

type Deps = {
  world: World;
  /** The session's name, for the dice. */
  name: string;
  conversationId: string;
  settings: Settings;
  items: Item[];
  add: (item: Item) => void;
  emit: Emit;
  complain: Complain;
  audioMs: () => number;
  /** Told when a response begins, and when one is over with so much audio to be played. */
  began: () => void;
  ended: (playMs: number) => void;
};

export function createResponder(deps: Deps): Responder {
  const { world, settings, emit } = deps;
  const { config, faults } = world;
  const made = new Map<string, number>();
  let running: Running | null = null;
  let responses = 0;
  let hasSpoken = false;

  const json = (response: Running, status: string, details: object | null) => ({
    id: response.id,
    object: 'realtime.response',
    status,
    status_details: details,
    output: response.output.map(itemJson),
    conversation_id: deps.conversationId,
    output_modalities: settings.output_modalities,
    max_output_tokens: settings.max_output_tokens,
    metadata: null,
    usage: status === 'in_progress' ? null : usageOf(inputTokens(), playMsOf(response) / 50),
  });
  const inputTokens = () => deps.audioMs() / 100 + settings.instructions.length / 4;

  const finish = (response: Running, status: Status, details: object | null) => {
    running = null;
    for (const [id, ms] of response.madeMs) if (!made.has(id)) made.set(id, ms);
    emit('response.done', { response: json(response, status, details) });
    const limits = { limit: 10_000, remaining: 9_999, reset_seconds: 0.006 };
    emit('rate_limits.updated', {
      rate_limits: [
        { name: 'requests', ...limits },
        { name: 'tokens', ...limits },
      ],
    });
    deps.ended(playMsOf(response));
  };

  const speak = async (response: Running, override: ResponseOverride | null) => {
    const isAside = override?.conversation === 'none';
    const reply = nextReply({
      instructions: `${settings.instructions}\n${override?.instructions ?? ''}`,
      tools: toolNames(settings, override),
      memory: memoryOf(deps.items),
    });
    const modality = (override?.output_modalities ?? settings.output_modalities)[0] ?? 'audio';
    const format = override?.audio?.output?.format ?? settings.audio.output.format;
    hasSpoken ||= modality === 'audio' && reply.text !== undefined;
    await speakReply(response, reply, {
      emit,
      add: (item) => {
        if (!isAside) deps.add(item);
      },
      charMs: config.charMs,
      nextUtterance: world.nextUtterance,
      format: format.type,
      modality,
    });
  };

  return {
    async respond(override, eventId) {
      if (running !== null) {
        const message = `Conversation already has an active response in progress: ${running.id}. Wait until the response is finished before creating a new one.`;
        deps.complain('conversation_already_has_active_response', message, null, eventId);
        return;
      }
      const response = newRunning();
      running = response;
      responses += 1;
      world.speech.responses += 1;
      emit('response.created', { response: json(response, 'in_progress', null) });
      deps.began();
      const thinkMs = config.timing.thinkMs + faults.realtime.slow_first_audio_ms;
      if ((await wait(thinkMs, response.stop.signal)) === 'stopped') return;
      if (chance(config.seed, deps.name, 'mute') < faults.realtime.mute) {
        await wait(3_600_000, response.stop.signal);
        return;
      }
      const draw = chance(config.seed, deps.name, responses, 'failed');
      if (draw < faults.realtime.failed_response) {
        const message = 'The server had an error while processing your request.';
        const error = { type: 'server_error', code: 'server_error', message };
        finish(response, 'failed', { type: 'failed', error });
        return;
      }
      await speak(response, override);
      if (!response.stop.signal.aborted) finish(response, 'completed', null);
    },
    cancel(reason) {
      if (running === null) return false;
      const response = running;
      response.stop.abort();
      response.closeItem?.();
      finish(response, 'cancelled', { type: 'cancelled', reason });
      return true;
    },
    isActive: () => running !== null,
    hasSpoken: () => hasSpoken,
    madeMs: (itemId) => made.get(itemId) ?? running?.madeMs.get(itemId),
    shorten: (itemId, ms) => void made.set(itemId, ms),
    close: () => running?.stop.abort(),
  };
}

function playMsOf({ madeMs }: Running): number {
  return [...madeMs.values()].reduce((sum, ms) => sum + ms, 0);
}

function usageOf(input: number, output: number) {
  const [inputs, outputs] = [Math.ceil(input), Math.ceil(output)];
  const texts = Math.ceil(outputs / 4);
  return {
    total_tokens: inputs + outputs,
    input_tokens: inputs,
    output_tokens: outputs,
    input_token_details: {
      text_tokens: 0,
      audio_tokens: inputs,
      image_tokens: 0,
      cached_tokens: 0,
      cached_tokens_details: { text_tokens: 0, audio_tokens: 0, image_tokens: 0 },
    },
    output_token_details: { text_tokens: texts, audio_tokens: outputs - texts },
  };
}
