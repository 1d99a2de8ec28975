import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cutAgainAndAgain, NOTHING_LOST } from './cut-again-and-again.ts';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';

// The short version of the proof `live-cut`.
let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld({
    without: ['call-worker', 'sms-worker', 'media-gateway', 'analyzer'],
  });
});
afterAll(() => world.stop());

it('a page whose stream is cut again and again loses nothing, doubles nothing and keeps the order', async () => {
  const plan = { conversations: 4, perSecond: 20, seconds: 4, cutEveryMs: 1_000 };
  expect(await cutAgainAndAgain(world, plan)).toMatchObject(NOTHING_LOST);
});
