import { expect, it } from '@jest/globals';
import { createPlayingPosition } from './playing-position.ts';
import { createSpokenItems } from './spoken-items.ts';

function setup() {
  const items = createSpokenItems(createPlayingPosition());
  const send = (itemId: string, lengthMs: number, nowMs: number) => {
    const item = items.of(itemId, 'r1', false);
    items.send(item, lengthMs, nowMs);
    return item;
  };
  return { items, send };
}

it('sound that is played tells of each item how much of it was heard', () => {
  const { items, send } = setup();
  const a = send('a', 300, 0);
  const b = send('b', 300, 1);
  send('a', 300, 2);
  const heardAt = (nowMs: number) => [items.heardOf(a, nowMs), items.heardOf(b, nowMs)];
  expect([180, 380, 680, 5_000].map(heardAt)).toEqual([
    [200, 0],
    [300, 100],
    [400, 300],
    [600, 300],
  ]);
});

it('a pause of the line is nobody’s sound', () => {
  const { items, send } = setup();
  const a = send('a', 200, 0);
  send('a', 200, 5_000);
  expect(items.heardOf(a, 5_080)).toBe(300);
});

it('what was cut keeps what was heard of it; the rest counts as played to its end', () => {
  const { items, send } = setup();
  const a = send('a', 300, 0);
  const b = send('b', 300, 0);
  Object.assign(b, { playedMs: 0, cut: true });
  items.clear();
  expect([items.heardOf(a, 60_000), items.heardOf(b, 60_000)]).toEqual([300, 0]);
});
