import { describe, expect, it } from '@jest/globals';
import { createEndingWatch, farewell } from './ending.ts';

const soft = { ...farewell('over'), firm: false, withinMs: null };
const quiet = { replying: false, playedOut: true };

describe('ending a call', () => {
  it('waits until the goodbye has been made and heard', () => {
    const watch = createEndingWatch();
    watch.plan(soft, 0, 1);
    expect(watch.due({ nowMs: 10, ...quiet })).toBeNull();
    watch.replyDone();
    expect(watch.due({ nowMs: 20, replying: false, playedOut: false })).toBeNull();
    expect(watch.due({ nowMs: 30, replying: true, playedOut: true })).toBeNull();
    expect(watch.due({ nowMs: 40, ...quiet })).toEqual(soft);
  });

  it('is cancelled when the lead goes on speaking', () => {
    const watch = createEndingWatch();
    watch.plan(soft, 0, 0);
    watch.callerSpoke();
    expect(watch.due({ nowMs: 60_000, ...quiet })).toBeNull();
  });

  it('comes within ten seconds after an opt-out, whatever is said meanwhile', () => {
    const watch = createEndingWatch();
    watch.plan(farewell('opted_out'), 0, 1);
    watch.callerSpoke();
    watch.plan(soft, 5_000, 1);
    expect(watch.due({ nowMs: 9_999, replying: true, playedOut: false })).toBeNull();
    expect(watch.due({ nowMs: 10_000, replying: true, playedOut: false })).toEqual(
      farewell('opted_out'),
    );
  });

  it('is not delayed by a later plan', () => {
    const watch = createEndingWatch();
    watch.plan(farewell('opted_out'), 0, 1);
    watch.plan(farewell('opted_out'), 8_000, 1);
    expect(watch.due({ nowMs: 10_000, replying: true, playedOut: false })?.reason).toBe(
      'opted_out',
    );
  });
});
