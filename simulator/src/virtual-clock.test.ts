import { describe, expect, it } from '@jest/globals';
import { createVirtualClock } from './virtual-clock.ts';

const at = (time: string) => new Date(`2026-11-20T${time}Z`);

function setup() {
  const clock = createVirtualClock(at('12:00:00'));
  const seen: string[] = [];
  const note = (name: string) => () =>
    seen.push(`${name} ${clock.now().toISOString().slice(11, 19)}`);
  return { clock, seen, note };
}

describe('a clock that is moved by hand', () => {
  it('runs every task when it is due, in the order of their setting', async () => {
    const { clock, seen, note } = setup();
    clock.after(3000, note('late'));
    clock.after(1000, note('soon'));
    clock.after(1000, note('soon too'));
    expect(clock.nextAt()).toEqual(at('12:00:01'));
    await clock.moveTo(at('12:00:02'));
    expect(seen).toEqual(['soon 12:00:01', 'soon too 12:00:01']);
    expect(clock.now()).toEqual(at('12:00:02'));
    await clock.moveTo(at('12:00:10'));
    expect(seen.at(-1)).toBe('late 12:00:03');
    expect(clock.nextAt()).toBeNull();
  });

  it('also runs tasks that are set on the way', async () => {
    const { clock, seen, note } = setup();
    clock.after(1000, () => {
      note('first')();
      clock.after(1000, note('second'));
      clock.after(0, note('at once'));
    });
    await clock.moveTo(at('12:00:05'));
    expect(seen).toEqual(['first 12:00:01', 'at once 12:00:01', 'second 12:00:02']);
  });

  it('waits at each stop until all is settled', async () => {
    const { clock, seen, note } = setup();
    clock.after(1000, note('first'));
    clock.after(2000, note('second'));
    const settle = async () => {
      const before = clock.now();
      await Promise.resolve();
      note(`settled ${before.getTime() === clock.now().getTime()}`)();
    };
    await clock.moveTo(at('12:00:03'), settle);
    expect(seen).toEqual([
      'settled true 12:00:00',
      'first 12:00:01',
      'settled true 12:00:01',
      'second 12:00:02',
      'settled true 12:00:02',
    ]);
  });

  it('never goes back', async () => {
    const { clock } = setup();
    await clock.moveTo(at('11:00:00'));
    expect(clock.now()).toEqual(at('12:00:00'));
  });
});
