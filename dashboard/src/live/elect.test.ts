import { expect, it } from '@jest/globals';
import { elect } from './elect.ts';

/** Tabs that hear each other at once, on a clock that the test moves. */
function setup() {
  let now = 0;
  const timers: { at: number; run: () => void }[] = [];
  const tabs = new Map<string, ReturnType<typeof elect>>();
  const leading = new Set<string>();
  return {
    leading: () => [...leading],
    open(id: string): void {
      const tab = elect({
        id,
        tell: (kind, body) => {
          for (const [other, { hear }] of tabs) if (other !== id) hear({ kind, body });
        },
        onLead: () => leading.add(id),
        onYield: () => leading.delete(id),
        setTimer: (run, ms) => {
          const timer = { at: now + ms, run };
          timers.push(timer);
          return () => {
            if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
          };
        },
        random: () => 0,
      });
      tabs.set(id, tab);
      tab.start();
    },
    /** Closed without a word, as by a browser that ends a process. */
    kill(id: string): void {
      tabs.delete(id);
      leading.delete(id);
    },
    leave(id: string): void {
      tabs.get(id)?.leave();
      this.kill(id);
    },
    pass(ms: number): void {
      const end = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers.splice(timers.indexOf(due), 1);
        now = due.at;
        due.run();
      }
      now = end;
    },
  };
}

it('lets one tab lead, whichever was opened first', () => {
  const world = setup();
  world.open('m');
  world.pass(300);
  world.open('a');
  world.open('z');
  world.pass(20_000);
  expect(world.leading()).toEqual(['m']);
});

it('lets one of those that are opened at the same time lead', () => {
  const world = setup();
  for (const id of ['c', 'a', 'b']) world.open(id);
  world.pass(20_000);
  expect(world.leading()).toHaveLength(1);
});

it('has another tab lead when the one that led is left or ends without a word', () => {
  const world = setup();
  world.open('a');
  world.pass(300);
  world.open('b');
  world.open('c');
  world.pass(1_000);
  world.leave('a');
  world.pass(500);
  const [second] = world.leading();
  expect(['b', 'c']).toContain(second);
  world.kill(String(second));
  world.pass(6_000);
  expect(world.leading()).toHaveLength(1);
});
