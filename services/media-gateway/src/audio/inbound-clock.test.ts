import { describe, expect, it } from '@jest/globals';
import { createInboundClock } from './inbound-clock.ts';

describe('gaps in the audio of the lead', () => {
  it('are not found while frames follow each other, even with jitter', () => {
    const clock = createInboundClock();
    const missing = [5, 25, 60, 65, 85].map((at) => clock.frame(at, 20, at));
    expect(missing).toEqual([0, 0, 0, 0, 0]);
  });

  it('are filled with as much silence as is missing', () => {
    const clock = createInboundClock();
    clock.frame(0, 20, 0);
    expect(clock.frame(500, 20, 500)).toBe(480);
    expect(clock.frame(520, 20, 520)).toBe(0);
  });

  it('are filled with ten seconds at most', () => {
    const clock = createInboundClock();
    clock.frame(0, 20, 0);
    expect(clock.frame(60_000, 20, 60_000)).toBe(10_000);
  });

  it('do not keep a sentence of the lead open: a second of silence, once', () => {
    const clock = createInboundClock();
    clock.frame(0, 20, 0);
    expect(clock.stalled(700, true)).toBe(0);
    expect(clock.stalled(750, false)).toBe(0);
    expect(clock.stalled(760, true)).toBe(1_000);
    expect(clock.stalled(2_000, true)).toBe(0);
  });

  it('are not filled twice when audio comes back', () => {
    const clock = createInboundClock();
    clock.frame(0, 20, 0);
    clock.stalled(800, true);
    expect(clock.frame(900, 20, 900)).toBe(0);
    expect(clock.frame(1_500, 20, 1_500)).toBe(460);
  });
});
