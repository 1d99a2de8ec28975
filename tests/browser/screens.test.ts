import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { type DashboardWorld, startDashboardWorld } from './dashboard-world.ts';
import { type Scene, setScene } from './scene.ts';
import { SCREENS } from './screens.ts';
import { scrollsSidewaysBy, violationsOf } from './violations-of.ts';

let world: DashboardWorld;
let scene: Scene;
let page: Page;
beforeAll(async () => {
  world = await startDashboardWorld();
  scene = await setScene(world);
  page = await world.open('Dana Whitfield', '/inbox');
});
afterAll(() => world.stop());

// Each screen at one look, in turn; the proof of the same name has all four.
const LOOKS = [
  [1440, 'light'],
  [390, 'dark'],
  [1440, 'dark'],
  [390, 'light'],
] as const;
const lookOf = (nth: number) => LOOKS[nth % LOOKS.length] ?? LOOKS[0];
const NARROWEST = 360;

it.each(SCREENS.map((screen, nth) => ({ ...screen, look: lookOf(nth) })))(
  '$name has no fault of access and never scrolls sideways',
  async (screen) => {
    await page.goto(world.url + screen.path(scene));
    await screen.ready(page, scene);
    const [width, colorScheme] = screen.look;
    await page.setViewportSize({ width, height: 844 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect({ width, colorScheme, found: await violationsOf(page) }).toEqual({
      width,
      colorScheme,
      found: [],
    });
    await page.setViewportSize({ width: NARROWEST, height: 740 });
    expect(await scrollsSidewaysBy(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  },
);
