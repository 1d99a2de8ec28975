import { expect, it } from '@jest/globals';
import { exposeNeeds } from './expose-needs.ts';
import { createMetrics } from './metrics.ts';

function setup(ask: () => Promise<unknown>) {
  let ms = 0;
  const metrics = createMetrics('test');
  const counted = { asked: 0 };
  const needs = {
    database: () => {
      counted.asked += 1;
      return ask();
    },
  };
  exposeNeeds(metrics, needs, { nowMs: () => ms, patienceMs: 5 });
  const scrape = async () =>
    (await metrics.registry.metrics())
      .split('\n')
      .filter((line) => /^ringback_need_/.test(line))
      .map((line) => line.replace(/\{.*\}/, ''));
  const pass = (by: number) => {
    ms += by;
  };
  return { scrape, pass, counted };
}

it('reports that a dependency answers, and how long that takes', async () => {
  const world = setup(async () => world.pass(1_400));
  expect(await world.scrape()).toEqual(['ringback_need_up 1', 'ringback_need_answer_seconds 1.4']);
});

it.each([
  ['refuses', () => Promise.reject(new Error('refused'))],
  ['says nothing', () => new Promise<never>(() => undefined)],
])('reports that a dependency %s, and no time', async (_, ask) => {
  expect(await setup(ask).scrape()).toEqual(['ringback_need_up 0']);
});

it('asks once per scrape, and again for the next one', async () => {
  const world = setup(async () => undefined);
  await world.scrape();
  expect(world.counted.asked).toBe(1);
  world.pass(1_000);
  await world.scrape();
  expect(world.counted.asked).toBe(2);
});
