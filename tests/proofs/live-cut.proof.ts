import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cutAgainAndAgain, NOTHING_LOST } from '../browser/cut-again-and-again.ts';
import { type DashboardWorld, startDashboardWorld } from '../browser/dashboard-world.ts';

let world: DashboardWorld;
beforeAll(async () => {
  world = await startDashboardWorld({
    settings: { RATE_LIMIT_PER_MINUTE: '1000000' },
    without: ['call-worker', 'sms-worker', 'media-gateway', 'analyzer'],
  });
});
afterAll(() => world.stop());

it('a page whose stream is cut every 2 s for a minute loses nothing of 50 texts a second', async () => {
  const figures = await cutAgainAndAgain(world, {
    ...{ conversations: 40, perSecond: 50, seconds: 60, cutEveryMs: 2_000 },
  });
  process.stdout.write(`${JSON.stringify({ proof: 'live-cut', ...figures })}\n`);
  expect(figures).toMatchObject(NOTHING_LOST);
  expect(figures.converged_ms).toBeLessThanOrEqual(2_000);
});
