/** The message that comes fifty times a second, read without a parser. */

const DELTA_TYPE = '"response.output_audio.delta"';
const QUOTE = 0x22;
/** What surrounds the audio on its way to the model: base64 needs no escaping. */
export const APPEND = {
  beginning: '{"type":"input_audio_buffer.append","audio":"',
  end: '"}',
} as const;

/** Long enough for every field before the audio; another order of fields takes the slow path. */
const HEAD_BYTES = 320;

export type AudioDelta = { turnId: string; itemId: string; payload: Buffer };

/** The audio in an audio delta as a view of the message, or null if this is something else. */
export function readAudioDelta(message: Buffer): AudioDelta | null {
  const head = message.toString('latin1', 0, HEAD_BYTES);
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
