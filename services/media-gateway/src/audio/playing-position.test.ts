import { describe, expect, it } from '@jest/globals';
import { createPlayingPosition } from './playing-position.ts';

/** A second of sound, sent at once at time 0. */
function setup() {
  const position = createPlayingPosition();
  position.startAnew(0);
  position.sent(1_000);
  return position;
}

describe('how far sound was played', () => {
  it('goes by the clock, a frame ahead of it, and never past what was sent', () => {
    const position = setup();
    expect([0, 480, 60_000].map(position.at)).toEqual([20, 500, 1_000]);
    expect([979, 980].map(position.isAtEnd)).toEqual([false, true]);
  });

  it('goes by an echo where there is one, and not by one from before a clear', () => {
    const position = setup();
    expect(position.markDue()).toBe('0:1000');
    position.echo('0:400', 600);
    expect(position.at(650)).toBe(450);
    position.clear(700);
    position.sent(1_000);
    position.echo('0:1000', 710);
    expect(position.at(720)).toBe(20);
  });

  it.each(['', 'x:y', '0', '0:0', '1:500'])('makes nothing of the echo "%s"', (name) => {
    const position = setup();
    position.echo(name, 900);
    expect(position.at(100)).toBe(120);
  });

  it('marks the end of what was sent once', () => {
    const position = setup();
    expect([position.lastMark(), position.lastMark(), position.markDue()]).toEqual([
      '0:1000',
      null,
      null,
    ]);
  });

  it('is at the end when the carrier says so; without a word of it two seconds later', () => {
    const position = setup();
    position.lastMark();
    expect([2_979, 2_980].map(position.playedOut)).toEqual([false, true]);
    expect(position.isHolding(1_500)).toBe(true);
    position.echo('0:1000', 1_000);
    expect([position.playedOut(1_001), position.isHolding(1_001)]).toEqual([true, false]);
  });
});
