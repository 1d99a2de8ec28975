import { describe, expect, it } from '@jest/globals';
import { stopLater } from './stop-later.ts';

async function setup(was: string) {
  const set: string[] = [];
  let run = () => {};
  const undo = await stopLater(
    was,
    async (status) => void set.push(status),
    (then) => {
      run = then;
      return () => {
        run = () => {};
      };
    },
  );
  return { set, undo, wait: () => run() };
}

describe('stopping follow-ups', () => {
  it('lets them rest at once and stops them when nobody takes it back', async () => {
    const { set, wait } = await setup('active');
    expect(set).toEqual(['paused']);
    wait();
    expect(set).toEqual(['paused', 'stopped']);
  });

  it('taken back, they go on as they were', async () => {
    const active = await setup('active');
    expect(await active.undo()).toBe('Follow-ups go on.');
    active.wait();
    expect(active.set).toEqual(['paused', 'active']);
    const paused = await setup('paused');
    await paused.undo();
    paused.wait();
    expect(paused.set).toEqual([]);
  });

  it('says so when it is taken back too late', async () => {
    const { undo, wait } = await setup('active');
    wait();
    expect(await undo()).toMatch(/^Too late/);
  });
});
