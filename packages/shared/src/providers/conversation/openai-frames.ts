/** The two messages that come and go fifty times a second, handled without a parser. */

const PREFIX = Buffer.from('{"type":"input_audio_buffer.append","audio":"');
const SUFFIX = Buffer.from('"}');
const DELTA_TYPE = '"response.output_audio.delta"';
const QUOTE = 0x22;
/** Long enough for every field before the sound; whoever orders them otherwise takes the slow path. */
const HEAD_BYTES = 320;

export type AudioDelta = { turnId: string; itemId: string; payload: Buffer };

/** One `input_audio_buffer.append`, made by copying: base64 needs no escaping. */
export function appendMessage(payload: Buffer): Buffer {
  const message = Buffer.allocUnsafe(PREFIX.length + payload.length + SUFFIX.length);
  PREFIX.copy(message, 0);
  payload.copy(message, PREFIX.length);
  SUFFIX.copy(message, PREFIX.length + payload.length);
  return message;
}

/** The sound in an audio delta as a view of the message, or null if this is something else. */
export function readAudioDelta(message: Buffer): AudioDelta | null {
  const head = message.latin1Slice(0, Math.min(HEAD_BYTES, message.length));
  if (!head.includes(DELTA_TYPE)) return null;
  const turnId = field(head, '"response_id":"');
  const itemId = field(head, '"item_id":"');
  const found = head.indexOf('"delta":"');
  if (turnId === null || itemId === null || found < 0) return null;
  const start = found + '"delta":"'.length;
  const end = message.indexOf(QUOTE, start);
  return end < 0 ? null : { turnId, itemId, payload: message.subarray(start, end) };
}

function field(head: string, key: string): string | null {
  const found = head.indexOf(key);
  if (found < 0) return null;
  const start = found + key.length;
  const end = head.indexOf('"', start);
  return end < 0 ? null : head.slice(start, end);
}
