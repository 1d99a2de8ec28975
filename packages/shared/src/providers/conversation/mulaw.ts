/** Phone audio: µ-law, 8000 bytes a second, carried as base64 text. */
const BYTES_PER_MS = 8;
const SILENT_BYTE = 0xff;
const EQUALS = 0x3d;

/** The duration of a base64 payload, in milliseconds. */
export function payloadMs(payload: Buffer): number {
  const { length } = payload;
  if (length === 0) return 0;
  const padding = payload[length - 1] === EQUALS ? (payload[length - 2] === EQUALS ? 2 : 1) : 0;
  return ((length >> 2) * 3 - padding) / BYTES_PER_MS;
}

/** The lowest magnitude of a byte that stands for more than line noise. */
const VOICE_LEVEL = 0x20;

/** Whether a base64 payload holds more than silence and line noise (above about -38 dB). */
export function isVoiced(payload: Buffer): boolean {
  const sound = Buffer.from(payload.toString('latin1'), 'base64');
  return sound.some((byte) => (~byte & 0x7f) >= VOICE_LEVEL);
}

/** So many milliseconds of silence as a payload. */
export function silentPayload(ms: number): Buffer {
  return Buffer.from(Buffer.alloc(Math.round(ms * BYTES_PER_MS), SILENT_BYTE).toString('base64'));
}
