import { z } from 'zod';

/** Twilio's frames in and out. A codec without behaviour. */

/** µ-law of 8 kHz, also for a stream that does not say. */
const isTelephoneSound = ({ encoding, sampleRate }: { encoding: string; sampleRate: number }) =>
  encoding === 'audio/x-mulaw' && sampleRate === 8_000;

const Start = z.object({
  event: z.literal('start'),
  start: z
    .object({
      accountSid: z.string(),
      streamSid: z.string(),
      callSid: z.string(),
      mediaFormat: z.object({ encoding: z.string(), sampleRate: z.number() }).optional(),
      customParameters: z.record(z.string(), z.string()).default({}),
    })
    .transform((start) => ({
      account: start.accountSid,
      streamId: start.streamSid,
      callSid: start.callSid,
      hasTelephoneSound: start.mediaFormat === undefined || isTelephoneSound(start.mediaFormat),
      parameters: start.customParameters,
    })),
});
const Frame = z.discriminatedUnion('event', [
  z.object({ event: z.literal('connected') }),
  Start,
  z.object({
    event: z.literal('media'),
    media: z.object({
      payload: z.string(),
      timestamp: z.coerce.number(),
      track: z.string().optional(),
    }),
  }),
  z.object({ event: z.literal('dtmf'), dtmf: z.object({ digit: z.string() }) }),
  z.object({ event: z.literal('mark'), mark: z.object({ name: z.string() }) }),
  z.object({ event: z.literal('stop') }),
]);

export type StreamStart = z.infer<typeof Start>['start'];
export type StreamEvent =
  | { event: 'media'; timestampMs: number; payload: Buffer }
  /** Something Twilio has added since: no reason to end a call. */
  | { event: 'unknown' }
  | Exclude<z.infer<typeof Frame>, { event: 'media' }>;

const MEDIA = '{"event":"media"';
const PAYLOAD = '"payload":"';
const TIMESTAMP = '"timestamp":"';
const QUOTE = 0x22;
/** Every field before the audio fits in here, also on a call of many hours. */
const HEAD_BYTES = 224;

/**
 * One frame from the carrier; null if it is none. Audio is found without parsing: the payload is a
 * view of the message. A frame with its fields in another order is parsed.
 */
export function readStreamEvent(message: Buffer): StreamEvent | null {
  return readMedia(message) ?? parse(message);
}

function readMedia(message: Buffer): StreamEvent | null {
  const head = message.toString('latin1', 0, HEAD_BYTES);
  if (!head.startsWith(MEDIA)) return null;
  const time = head.indexOf(TIMESTAMP);
  const found = head.indexOf(PAYLOAD);
  if (time < 0 || found < 0) return null;
  const start = found + PAYLOAD.length;
  const end = message.indexOf(QUOTE, start);
  if (end < 0) return null;
  const timestampMs = Number.parseInt(
    head.slice(time + TIMESTAMP.length, time + TIMESTAMP.length + 12),
    10,
  );
  if (Number.isNaN(timestampMs)) return null;
  return { event: 'media', timestampMs, payload: message.subarray(start, end) };
}

function parse(message: Buffer): StreamEvent | null {
  try {
    const value: unknown = JSON.parse(message.toString());
    const frame = Frame.safeParse(value).data;
    if (!frame) return isNew(value) ? { event: 'unknown' } : null;
    if (frame.event !== 'media') return frame;
    const { timestamp, payload } = frame.media;
    return { event: 'media', timestampMs: timestamp, payload: Buffer.from(payload) };
  } catch {
    return null;
  }
}

const KNOWN = ['connected', 'start', 'media', 'dtmf', 'mark', 'stop'];
const Named = z.object({ event: z.string() });

function isNew(value: unknown): boolean {
  const named = Named.safeParse(value).data;
  return named !== undefined && !KNOWN.includes(named.event);
}

/** The frames that we send on one stream. The audio stands between a fixed beginning and end. */
export function streamFrames(streamSid: string) {
  const sid = JSON.stringify(streamSid);
  return {
    media: {
      beginning: `{"event":"media","streamSid":${sid},"media":{"payload":"`,
      end: '"}}',
    },
    mark: (name: string) =>
      `{"event":"mark","streamSid":${sid},"mark":{"name":${JSON.stringify(name)}}}`,
    clear: `{"event":"clear","streamSid":${sid}}`,
  };
}
