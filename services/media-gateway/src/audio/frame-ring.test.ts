import { describe, expect, it } from '@jest/globals';
import { createFrameRing } from './frame-ring.ts';

function kept(ring: ReturnType<typeof createFrameRing>): string[] {
  const frames: string[] = [];
  ring.replay((frame) => frames.push(frame.toString()));
  return frames;
}

describe('the latest frames', () => {
  it('are kept in order, and no more than asked for', () => {
    const ring = createFrameRing();
    for (const each of ['a', 'bb', 'ccc', 'd']) ring.push(Buffer.from(each), 3);
    expect(kept(ring)).toEqual(['bb', 'ccc', 'd']);
  });

  it('can grow from any position, and shrink again', () => {
    const ring = createFrameRing();
    for (let frame = 0; frame < 90; frame += 1) ring.push(Buffer.from(String(frame)), 25);
    for (let frame = 90; frame < 900; frame += 1) ring.push(Buffer.from(String(frame)), 1_500);
    const expected = Array.from({ length: 835 }, (_, index) => String(index + 65));
    expect(kept(ring)).toEqual(expected);
    ring.keepLast(2);
    expect(kept(ring)).toEqual(['898', '899']);
    ring.push(Buffer.from('900'), 25);
    expect(kept(ring)).toEqual(['898', '899', '900']);
  });
});
