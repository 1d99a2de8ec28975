import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type DashboardWorld, startDashboardWorld } from '../browser/dashboard-world.ts';
import { type Scene, setScene } from '../browser/scene.ts';
import { SCREENS } from '../browser/screens.ts';
import { scrollsSidewaysBy, violationsOf } from '../browser/violations-of.ts';

/** Pictures of every screen, to be looked at; git knows nothing of them. */
const FOLDER = '.data/screens';
const LOOKS = [
  ['1440.light', 1440, 'light'],
  ['1440.dark', 1440, 'dark'],
  ['1024.light', 1024, 'light'],
  ['390.light', 390, 'light'],
  ['390.dark', 390, 'dark'],
] as const;

let world: DashboardWorld;
let scene: Scene;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  world = await startDashboardWorld();
  scene = await setScene(world);
});
afterAll(() => world.stop());

it.each(LOOKS)('every screen at %s', async (look, width, colorScheme) => {
  const page = await world.open('Dana Whitfield', '/inbox', { colorScheme });
  await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
  const faults: Record<string, unknown> = {};
  for (const { name, path, ready } of SCREENS) {
    await page.goto(world.url + path(scene));
    await ready(page, scene);
    await page.screenshot({ path: join(FOLDER, `${name}.${look}.png`) });
    const found = await violationsOf(page);
    const wide = await scrollsSidewaysBy(page);
    if (found.length > 0 || wide > 0) faults[name] = { found, wide };
  }
  process.stdout.write(`${JSON.stringify({ proof: 'screens', look, faults })}\n`);
  await page.context().close();
  expect(faults).toEqual({});
});
