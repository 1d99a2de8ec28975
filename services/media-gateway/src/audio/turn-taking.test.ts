import { describe, expect, it } from '@jest/globals';
import { createTurnTaking } from './turn-taking.ts';

/** A reply of one item, a second of audio sent at once at time 0. */
function setup(lengthMs = 1_000) {
  const turns = createTurnTaking();
  turns.replyStarted('r1');
  turns.audio('r1', 'a', lengthMs, 0);
  return turns;
}

describe('taking turns', () => {
  it('asks for a mark only now and then, and for one at the end of an item', () => {
    const turns = createTurnTaking();
    turns.replyStarted('r1');
    turns.audio('r1', 'a', 200, 0);
    expect(turns.markDue()).toBeNull();
    turns.audio('r1', 'a', 200, 1);
    expect(turns.markDue()).toBe('0:400');
    turns.audio('r1', 'a', 100, 2);
    expect(turns.audioDone('a')).toBe('0:500');
    expect(turns.audioDone('a')).toBeNull();
  });

  it('knows from the clock how much was played while no mark has come back', () => {
    expect(setup().heard('a', 480)).toMatchObject({ heardMs: 500, settled: false });
  });

  it('prefers the echo of a mark to its own clock', () => {
    const turns = setup();
    turns.markDue();
    turns.audio('r1', 'a', 1_000, 10);
    turns.echo('0:1000', 1_500);
    expect(turns.heard('a', 1_600)).toMatchObject({ heardMs: 1_100 });
  });

  it('never counts more as heard than was sent', () => {
    expect(setup().heard('a', 60_000)).toMatchObject({ heardMs: 1_000 });
  });

  it('clears on a barge-in, and truncates what was not heard at the model', () => {
    const turns = setup();
    expect(turns.bargeIn(300)).toEqual({ clear: true, truncate: [{ itemId: 'a', heardMs: 370 }] });
    expect(turns.heard('a', 5_000)).toMatchObject({ heardMs: 320, settled: true });
  });

  it('does so also after the model has reported the reply as done', () => {
    const turns = setup();
    turns.audioDone('a');
    turns.replyDone('r1');
    expect(turns.bargeIn(300).truncate).toEqual([{ itemId: 'a', heardMs: 370 }]);
  });

  it('truncates items that had not begun, from their first millisecond', () => {
    const turns = setup();
    turns.replyDone('r1');
    turns.replyStarted('r2');
    turns.audio('r2', 'b', 500, 100);
    expect(turns.bargeIn(400).truncate).toEqual([
      { itemId: 'a', heardMs: 470 },
      { itemId: 'b', heardMs: 0 },
    ]);
    expect(turns.heard('b', 5_000)).toMatchObject({ heardMs: 0, settled: true });
  });

  it('never truncates past what was sent', () => {
    const turns = setup();
    expect(turns.bargeIn(975).truncate).toEqual([{ itemId: 'a', heardMs: 1_000 }]);
  });

  it('drops late audio of an interrupted reply, and plays the next one', () => {
    const turns = setup();
    turns.bargeIn(300);
    expect(turns.audio('r1', 'a', 200, 310)).toBe(false);
    expect(turns.audio('r1', 'late', 200, 310)).toBe(false);
    turns.replyDone('r1');
    turns.replyStarted('r2');
    expect(turns.audio('r2', 'c', 200, 900)).toBe(true);
    expect(turns.heard('c', 5_000)).toMatchObject({ heardMs: 200 });
  });

  it('cuts a reply without any audio yet', () => {
    const turns = createTurnTaking();
    turns.replyStarted('r1');
    expect(turns.bargeIn(100)).toEqual({ clear: false, truncate: [] });
    expect(turns.audio('r1', 'a', 200, 120)).toBe(false);
  });

  it('does not count echoes after a clear as playback', () => {
    const turns = setup();
    turns.markDue();
    turns.bargeIn(300);
    turns.replyStarted('r2');
    turns.audio('r2', 'b', 1_000, 400);
    turns.echo('0:1000', 410);
    expect(turns.heard('b', 420)).toMatchObject({ heardMs: 40 });
  });

  it('has nothing to clear when everything has been played', () => {
    const turns = setup();
    turns.echo(turns.audioDone('a') ?? '', 1_000);
    turns.replyDone('r1');
    expect(turns.bargeIn(1_500)).toEqual({ clear: false, truncate: [] });
    expect(turns.heard('a', 1_500)).toMatchObject({ heardMs: 1_000, settled: true });
  });

  it('restarts its clock after a pause in the audio', () => {
    const turns = setup(200);
    turns.audio('r1', 'a', 200, 5_000);
    expect(turns.heard('a', 5_080)).toMatchObject({ heardMs: 300 });
  });

  it('waits for the last echo, up to a limit', () => {
    const turns = setup();
    turns.audioDone('a');
    expect(turns.playedOut(1_500)).toBe(false);
    expect(turns.playedOut(3_100)).toBe(true);
    turns.echo('0:1000', 1_000);
    expect(turns.playedOut(1_001)).toBe(true);
  });
});
