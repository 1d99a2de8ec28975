import { z } from 'zod';

/** Every event name of the vendor that we act on stands in this file. Others are ignored. */
const id = z.string();
const previous = z.string().nullish();
const Item = z.object({
  id,
  type: z.string().optional(),
  role: z.string().optional(),
  content: z.array(z.object({ type: z.string() })).nullish(),
});

const ServerEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('session.created') }),
  z.object({ type: z.literal('session.updated') }),
  z.object({
    type: z.literal('conversation.item.added'),
    item: Item,
    previous_item_id: previous,
  }),
  z.object({
    type: z.literal('input_audio_buffer.committed'),
    item_id: id,
    previous_item_id: previous,
  }),
  z.object({ type: z.literal('input_audio_buffer.speech_started'), item_id: id.optional() }),
  z.object({
    type: z.literal('input_audio_buffer.speech_stopped'),
    audio_end_ms: z.number().optional(),
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.delta'),
    item_id: id,
    delta: z.string(),
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.completed'),
    item_id: id,
    transcript: z.string(),
  }),
  z.object({
    type: z.literal('conversation.item.input_audio_transcription.failed'),
    item_id: id,
  }),
  z.object({ type: z.literal('response.created'), response: z.object({ id }) }),
  z.object({ type: z.literal('response.output_item.added'), item: Item }),
  z.object({
    type: z.literal('response.output_audio.delta'),
    response_id: id,
    item_id: id,
    delta: z.string(),
  }),
  z.object({ type: z.literal('response.output_audio.done'), item_id: id }),
  z.object({
    type: z.literal('response.output_audio_transcript.delta'),
    item_id: id,
    delta: z.string(),
  }),
  z.object({
    type: z.literal('response.output_audio_transcript.done'),
    item_id: id,
    transcript: z.string(),
  }),
  z.object({
    type: z.literal('response.done'),
    response: z.object({
      id,
      status: z.string(),
      status_details: z.object({ reason: z.string().nullish() }).nullish(),
      output: z
        .array(
          z.object({
            type: z.string(),
            call_id: z.string().optional(),
            name: z.string().optional(),
            arguments: z.string().optional(),
          }),
        )
        .default([]),
    }),
  }),
  z.object({
    type: z.literal('error'),
    error: z.object({
      type: z.string().nullish(),
      code: z.string().nullish(),
      event_id: z.string().nullish(),
    }),
  }),
]);
export type ServerEvent = z.infer<typeof ServerEvent>;
export type DoneResponse = Extract<ServerEvent, { type: 'response.done' }>['response'];

/** Null for an event that is new to us, or not an event at all: neither may end a call. */
export function readServerEvent(message: Buffer): ServerEvent | null {
  try {
    return ServerEvent.safeParse(JSON.parse(message.toString())).data ?? null;
  } catch {
    return null;
  }
}
