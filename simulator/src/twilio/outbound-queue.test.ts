import { describe, expect, it } from '@jest/globals';
import { createOutboundQueue } from './outbound-queue.ts';

function setup() {
  const reached: string[] = [];
  const queue = createOutboundQueue((name) => reached.push(name));
  return { queue, reached };
}

describe('the outbound queue', () => {
  it('plays 160 bytes a step, in order, across the chunks of what was sent', () => {
    const { queue } = setup();
    queue.sound(Buffer.alloc(100, 1));
    queue.sound(Buffer.alloc(100, 2));
    const first = Buffer.from(queue.play() ?? []);
    expect([first[99], first[100], first[159]]).toEqual([1, 2, 2]);
    const second = Buffer.from(queue.play() ?? []);
    expect([second[39], second[40]]).toEqual([2, 0xff]);
    expect(queue.play()).toBeNull();
  });

  it('reports a mark when the audio before it has been played', () => {
    const { queue, reached } = setup();
    queue.sound(Buffer.alloc(320, 1));
    queue.mark('a');
    queue.sound(Buffer.alloc(160, 1));
    queue.mark('b');
    queue.play();
    expect(reached).toEqual([]);
    queue.play();
    expect(reached).toEqual(['a']);
    queue.play();
    expect(reached).toEqual(['a', 'b']);
  });

  it('reports a mark at once when nothing waits', () => {
    const { queue, reached } = setup();
    queue.mark('now');
    expect(reached).toEqual(['now']);
  });

  it('reports all waiting marks in order when it is cleared', () => {
    const { queue, reached } = setup();
    queue.sound(Buffer.alloc(1600, 1));
    queue.mark('a');
    queue.sound(Buffer.alloc(1600, 1));
    queue.mark('b');
    queue.play();
    queue.clear();
    expect(reached).toEqual(['a', 'b']);
    expect(queue.play()).toBeNull();
  });

  it('accepts ten minutes and no more', () => {
    const { queue } = setup();
    expect(queue.sound(Buffer.alloc(600 * 8000))).toBe(true);
    expect(queue.sound(Buffer.alloc(1))).toBe(false);
  });
});
