import { expect, it } from '@jest/globals';
import { FILLER, FILLER_MS } from './filler.ts';

/** µ-law back to a sample of 16 bits, by the table of G.711. */
function sampleOf(byte: number): number {
  const code = ~byte & 0xff;
  const magnitude = ((((code & 0x0f) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
  return code & 0x80 ? -magnitude : magnitude;
}

it('the filler is a soft tone that begins and ends quietly', () => {
  const samples = [...Buffer.from(FILLER.toString(), 'base64')].map(sampleOf);
  expect(samples.length).toBe(FILLER_MS * 8);
  expect(Math.max(...samples)).toBeGreaterThan(3_000);
  expect(Math.max(...samples.map(Math.abs))).toBeLessThan(4_500);
  expect(Math.abs(samples[0] ?? 9_999)).toBeLessThan(50);
  expect(Math.abs(samples.at(-1) ?? 9_999)).toBeLessThan(200);
  const crossings = samples.filter((sample, at) => sample >= 0 && (samples[at - 1] ?? 0) < 0);
  expect(crossings.length / (FILLER_MS / 1_000)).toBeGreaterThan(400);
  expect(crossings.length / (FILLER_MS / 1_000)).toBeLessThan(450);
});
