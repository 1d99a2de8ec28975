import { describe, expect, it } from '@jest/globals';
import { inboundSlices } from './inbound-slices.ts';

const NOW = new Date('2026-11-20T17:00:00Z');
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const HOUR = 60;
const DAY = 24 * HOUR;

/** Each slice as how many minutes ago it begins and ends. */
const slicesAfter = (lookedUntil: Date) =>
  inboundSlices(lookedUntil, NOW).slices.map(({ since, until }) =>
    [since, until].map((at) => (NOW.getTime() - at.getTime()) / 60_000),
  );

describe('how far the carrier’s list is read', () => {
  it('is up to a minute ago, and ten minutes of what was read already', () => {
    expect(slicesAfter(ago(2))).toEqual([[12, 1]]);
    expect(slicesAfter(NOW)).toEqual([[11, 1]]);
  });

  it('after an outage is hour by hour from the last successful poll, the oldest first', () => {
    expect(slicesAfter(ago(120))).toEqual([
      [130, 70],
      [70, 10],
      [10, 1],
    ]);
  });

  it('after a long outage is half a day at once', () => {
    const slices = slicesAfter(ago(3 * DAY));
    expect(slices).toHaveLength(12);
    expect(slices[0]).toEqual([3 * DAY + 10, 3 * DAY - 50]);
    expect(slices.at(-1)?.[1]).toBe(3 * DAY + 10 - 12 * HOUR);
  });

  it('is a week at most, and reports what is out of reach', () => {
    const { slices, outOfReachMs } = inboundSlices(ago(9 * DAY), NOW);
    expect(slices[0]?.since).toEqual(ago(7 * DAY));
    expect(outOfReachMs).toBe((2 * DAY + 10) * 60_000);
    expect(inboundSlices(ago(2), NOW).outOfReachMs).toBe(0);
  });

  it('is never the future, should our clock have been ahead', () => {
    expect(slicesAfter(ago(-90))).toEqual([[11, 1]]);
  });
});
