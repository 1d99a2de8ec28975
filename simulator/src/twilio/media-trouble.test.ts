import { describe, expect, it } from '@jest/globals';
import { noFaults } from '../faults.ts';
import { drawMediaTrouble } from './media-trouble.ts';

const STEPS = Array.from({ length: 500 }, (_, index) => index + 1);

function draw(media: Partial<ReturnType<typeof noFaults>['media']>, key = '+12025550100#1') {
  const faults = { media: { ...noFaults().media, ...media } };
  const trouble = drawMediaTrouble({ config: { seed: 1 }, faults }, { key });
  const stepsOf = (kind: keyof typeof trouble) => STEPS.filter((step) => trouble[kind](step));
  return stepsOf;
}

describe('media trouble', () => {
  it('does not happen without a fault', () => {
    const stepsOf = draw({});
    for (const kind of ['cuts', 'deaf', 'loses', 'delays'] as const) {
      expect(stepsOf(kind)).toEqual([]);
    }
  });

  it('cuts a stream once, between its second and its sixth second', () => {
    const steps = draw({ cut: 1 })('cuts');
    expect(steps).toHaveLength(1);
    expect(steps[0]).toBeGreaterThanOrEqual(50);
    expect(steps[0]).toBeLessThan(250);
  });

  it('stays stalled once it is', () => {
    const steps = draw({ half_open: 1 })('deaf');
    expect(steps.at(-1)).toBe(500);
    expect(steps).toHaveLength(501 - (steps[0] ?? 0));
  });

  it('loses 400 ms of each affected second', () => {
    expect(draw({ gap: 1 })('loses')).toHaveLength(200);
  });

  it('delays audio, but never longer than requested', () => {
    const delayed = draw({ jitter_ms: 100 })('delays');
    const runs = STEPS.map((step) => (delayed.includes(step) ? 'x' : ' ')).join('');
    expect(delayed.length).toBeGreaterThan(0);
    expect(Math.max(...runs.split(' ').map(({ length }) => length))).toBeLessThanOrEqual(5);
  });

  it('affects the same call in the same way, and another one differently', () => {
    const cutOf = (key: string) => draw({ cut: 1 }, key)('cuts')[0];
    expect(cutOf('+12025550100#1')).toBe(cutOf('+12025550100#1'));
    const others = ['+12025550100#2', '+12025550101#1', '+12025550102#1'].map(cutOf);
    expect(new Set([cutOf('+12025550100#1'), ...others]).size).toBeGreaterThan(1);
  });
});
