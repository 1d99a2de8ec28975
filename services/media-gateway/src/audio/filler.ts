/** A soft hold tone: the lead hears that the call is still connected. */

const RATE = 8_000;
const TONE_MS = 240;
const FADE_MS = 40;
const HERTZ = 425;
/** Out of 32767: quiet enough not to startle. */
const LOUDNESS = 4_000;
const BIAS = 0x84;

export const FILLER_MS = TONE_MS;

/** Base64 of µ-law, as the carrier takes it. */
export const FILLER = Buffer.from(tone().toString('base64'));

function tone(): Buffer {
  const samples = (RATE * TONE_MS) / 1_000;
  const fade = (RATE * FADE_MS) / 1_000;
  return Buffer.from(
    Array.from({ length: samples }, (_, at) => {
      const gain = Math.min(1, at / fade, (samples - at) / fade);
      return muLaw(Math.round(Math.sin((2 * Math.PI * HERTZ * at) / RATE) * LOUDNESS * gain));
    }),
  );
}

/** One sample of 16 bits as µ-law: sign, exponent and mantissa, inverted. */
function muLaw(sample: number): number {
  const magnitude = Math.min(32_635, Math.abs(sample)) + BIAS;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}
